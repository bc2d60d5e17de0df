// An accessor does not outlive its task, or the closure that it was lent to.
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

struct Keeper: ~Copyable { var field: Field<Float, 1> }
func store(_ closure: @escaping () -> Float) {}
func storeMutation(_ closure: @escaping () -> Void) {}

// error: 'x' cannot be captured by an escaping closure since it is a borrowed parameter
@Task func captured(_ x: borrowing Field<Float, 1>) {
    let later: () -> Float = { x[0] }
    store(later)
}
@Task func capturedInout(_ x: inout Field<Float, 1>) {
    storeMutation { x[0] = 1 }  // error: escaping closure captures 'inout' parameter 'x'
}
@Task func kept(_ x: borrowing Field<Float, 1>) {  // error: 'x' is borrowed and cannot be consumed
    let keeper = Keeper(field: x)
    _ = keeper
}
@Task func keptAccumulator(_ x: inout Reduce<Sum<Float>, 1>) {
    let kept = x[0]  // error: 'x.subscript' is borrowed and cannot be consumed
    _ = kept
}
@Task func replacedAccumulator(_ x: inout Reduce<Sum<Float>, 1>) {
    x[0] = x[1]  // error: 'x.subscript' is borrowed and cannot be consumed
}
func keptFromMapping(_ v: Region<Vec, 1>) async throws {
    var keeper: Keeper?
    try await v.x.reading { keeper = Keeper(field: $0) }  // error: '$0' is borrowed and cannot be consumed
    _ = keeper
}
func returnedFromMapping(_ v: Region<Vec, 1>) async throws {
    // error: '$0' is borrowed and cannot be consumed
    _ = try await v.x.reading { Keeper(field: $0).field.domain.count }
}
