// `inout Write` writes some points and keeps the others: it does not read.
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

func increase(_ value: inout Float) { value += 1 }
func sum(_ field: borrowing Field<Float, 1>) -> Float { field[0] }

// error: a write-only field cannot be read; declare the parameter `inout Field<…>`
@Task func read(_ x: inout Write<Float, 1>) -> Float { x[0] }
// error: a write-only field cannot be read; declare the parameter `inout Field<…>`
@Task func readPoint(_ x: inout Write<Float, 2>) -> Float { x[Point(0, 0)] }
@Task func addTo(_ x: inout Write<Float, 1>) {
    // error: a write-only field cannot be read; declare the parameter `inout Field<…>`
    for i in x.domain { x[i] += 2 }
}
// error: a write-only field cannot be read; declare the parameter `inout Field<…>`
@Task func copyWithin(_ x: inout Write<Float, 1>) { x[0] = x[1] }
// error: a write-only field cannot be read; declare the parameter `inout Field<…>`
@Task func passElement(_ x: inout Write<Float, 1>) { increase(&x[0]) }
// error: a write-only field cannot be folded into; declare the parameter `inout Reduce<…>`
@Task func fold(_ x: inout Write<Float, 1>) { x.fold(2, at: 0) }
// error: cannot convert value of type 'Write<Float, 1>' to expected argument type 'Field<Float, 1>'
@Task func passToReader(_ x: inout Write<Float, 1>) -> Float { sum(x) }
// error: Write changes the field; declare 'x' as `inout Write<Float, 1>`
@Task func borrowed(_ x: borrowing Write<Float, 1>) {}
// error: Write changes the field; declare 'x' as `inout Write<Float, 1>`
@Task func plain(_ x: Write<Float, 1>) {}
