// A future is no value: it is awaited, or passed on.
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

@Task func total(_ x: borrowing Field<Float, 1>) -> Float { 0 }
@Task func scale(_ x: inout Field<Float, 1>, by factor: Float) {}
@Task func isSmall(_ x: borrowing Field<Float, 1>) -> Bool { true }

func program(_ v: Region<Vec, 1>, _ blocks: Partition<Vec, 1>) async throws {
    let sum = total(v.x)
    let sums = total(blocks.x)
    let small = isSmall(v.x)
    let number: Float = sum  // error: cannot convert value of type 'Future<Float>' to specified type 'Float'
    print(number)
    print(sum + 1)  // error: a future is no value yet; await its `value`, or pass it to a task
    print(sum > 1)  // error: a future is no value yet; await its `value`, or pass it to a task
    if small {}  // error: cannot convert value of type 'Future<Bool>' to expected condition type 'Bool'
    while !small {}  // error: cannot convert value of type 'Future<Bool>' to expected condition type 'Bool'
    scale(&v.x, by: sum * 2)  // error: a future is no value yet; await its `value`, or pass it to a task
    // error: cannot convert value of type 'FutureMap<Float>' to specified type '[Float]'
    let list: [Float] = sums
    print(list)
    // error: cannot convert value of type 'Future<Float>' to specified type 'Float'
    let first: Float = sums[0]
    print(first)
    // error: for-in loop requires 'FutureMap<Float>' to conform to 'Sequence'
    for value in sums { print(value) }
    // error: no 'total' candidates produce // note: produces 'Future<Float>', not the expected contextual result type 'Float'
    if try await small.value { let direct: Float = total(v.x) }
    // error: cannot convert value of type 'Bool' to expected argument type 'Future<Bool>'
    predicated(true) { scale(&v.x, by: 2) }
    // error: cannot convert value of type 'Future<Float>' to expected argument type 'Future<Bool>'
    predicated(sum) { scale(&v.x, by: 2) }
    let maybe = predicated(small) { total(v.x) }
    print(try await maybe.value)  // error: value of tuple type '()' has no member 'value'
    // error: `otherwise` stands for the task's result, so it has the type of that
    _ = predicated(small, otherwise: "none") { total(v.x) }
}
