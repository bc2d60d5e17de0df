// `borrowing NoAccess` only names a field.
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

func sum(_ field: borrowing Field<Float, 1>) -> Float { field[0] }

// error: a field without access is only named; to read, take `borrowing Field<…>`, to write, `inout Field<…>`
@Task func read(_ x: borrowing NoAccess<Float, 1>) -> Float { x[0] }
// error: a field without access is only named; to read, take `borrowing Field<…>`, to write, `inout Field<…>`
@Task func readPoint(_ x: borrowing NoAccess<Float, 2>) -> Float { x[Point(0, 0)] }
// error: a field without access is only named; to read, take `borrowing Field<…>`, to write, `inout Field<…>`
@Task func write(_ x: borrowing NoAccess<Float, 1>) { x[0] = 1 }
// error: a field without access is only named; to read, take `borrowing Field<…>`, to write, `inout Field<…>`
@Task func addTo(_ x: borrowing NoAccess<Float, 1>) { x[0] += 1 }
// error: a field without access is only named; to fold, declare the parameter `inout Reduce<…>`
@Task func fold(_ x: borrowing NoAccess<Float, 1>) { x.fold(1, at: 0) }
// error: cannot convert value of type 'NoAccess<Float, 1>' to expected argument type 'Field<Float, 1>'
@Task func passToReader(_ x: borrowing NoAccess<Float, 1>) -> Float { sum(x) }
// error: NoAccess only names the field; declare 'x' as `borrowing NoAccess<Float, 1>`
@Task func mutable(_ x: inout NoAccess<Float, 1>) {}
// error: NoAccess only names the field; declare 'x' as `borrowing NoAccess<Float, 1>`
@Task func plain(_ x: NoAccess<Float, 1>) {}
