// `inout Discard` overwrites: there is nothing to read or to fold into.
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

func increase(_ value: inout Float) { value += 1 }
func sum(_ field: borrowing Field<Float, 1>) -> Float { field[0] }
func keep(_ field: inout Write<Float, 1>) { field[0] = 1 }

// error: a discarded field holds nothing to read; declare the parameter `inout Field<…>`
@Task func read(_ x: inout Discard<Float, 1>) -> Float { x[0] }
// error: a discarded field holds nothing to read; declare the parameter `inout Field<…>`
@Task func readPoint(_ x: inout Discard<Float, 2>) -> Float { x[Point(0, 0)] }
@Task func addTo(_ x: inout Discard<Float, 1>) {
    // error: a discarded field holds nothing to read; declare the parameter `inout Field<…>`
    for i in x.domain { x[i] += 2 }
}
// error: a discarded field holds nothing to read; declare the parameter `inout Field<…>`
@Task func copyWithin(_ x: inout Discard<Float, 1>) { x[0] = x[1] }
// error: a discarded field holds nothing to read; declare the parameter `inout Field<…>`
@Task func passElement(_ x: inout Discard<Float, 1>) { increase(&x[0]) }
// error: a discarded field holds nothing to fold into; declare the parameter `inout Reduce<…>`
@Task func fold(_ x: inout Discard<Float, 1>) { x.fold(2, at: 0) }
// error: cannot convert value of type 'Discard<Float, 1>' to expected argument type 'Field<Float, 1>'
@Task func passToReader(_ x: inout Discard<Float, 1>) -> Float { sum(x) }
// error: cannot convert value of type 'Discard<Float, 1>' to expected argument type 'Write<Float, 1>'
@Task func passToKeeper(_ x: inout Discard<Float, 1>) { keep(&x) }
// error: Discard changes the field; declare 'x' as `inout Discard<Float, 1>`
@Task func borrowed(_ x: borrowing Discard<Float, 1>) {}
