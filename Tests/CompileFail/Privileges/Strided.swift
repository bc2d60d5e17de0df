// Accessors that walk any layout allow no more than the others.
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

func sum(_ field: borrowing Field<Float, 1>) -> Float { field[0] }

@Task func write(_ x: borrowing StridedField<Float, 1>) {
    x[0] = 1  // error: a borrowed field is only read; to write, declare it `inout StridedField<…>`
    x.fold(1, at: 0)  // error: only a reduced field is folded into; declare the parameter `inout StridedReduce<…>`
}
@Task func writePoint(_ x: borrowing StridedField<Float, 2>) {
    x[Point(0, 0)] = 1  // error: a borrowed field is only read; to write, declare it `inout StridedField<…>`
}
// error: a discarded field holds nothing to read; declare the parameter `inout StridedField<…>`
@Task func read(_ x: inout StridedDiscard<Float, 1>) -> Float { x[0] }
// error: a write-only field cannot be read; declare the parameter `inout StridedField<…>`
@Task func readBack(_ x: inout StridedWrite<Float, 2>) -> Float { x[Point(0, 0)] }
// error: a write-only field cannot be folded into; declare the parameter `inout StridedReduce<…>`
@Task func foldWrite(_ x: inout StridedWrite<Float, 1>) { x.fold(1, at: 0) }
// error: a reduced field is only folded into, with its operator, by `inout`; to read or write, take `inout StridedField<…>`
@Task func readSum(_ x: inout StridedReduce<Sum<Float>, 1>) -> Float { x[0] }
// error: cannot convert value of type 'StridedField<Float, 1>' to expected argument type 'Field<Float, 1>'
@Task func passOn(_ x: borrowing StridedField<Float, 1>) -> Float { sum(x) }
// error: how a task holds a field is its privilege; declare 'x' as `borrowing StridedField<Float, 1>` to read
@Task func unsaid(_ x: StridedField<Float, 1>) {}
