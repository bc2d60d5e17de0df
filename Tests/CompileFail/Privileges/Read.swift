// `borrowing Field` reads: nothing else is done through it.
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

func increase(_ value: inout Float) { value += 1 }
func clear(_ field: inout Field<Float, 1>) { field[0] = 0 }

// error: a borrowed field is only read; to write, declare it `inout Field<…>`, or `var` in an access struct
@Task func assign(_ x: borrowing Field<Float, 1>) { x[0] = 2 }
// error: a borrowed field is only read; to write, declare it `inout Field<…>`, or `var` in an access struct
@Task func assignPoint(_ x: borrowing Field<Float, 2>) { x[Point(0, 0)] = 2 }
@Task func addTo(_ x: borrowing Field<Float, 1>) {
    // error: a borrowed field is only read; to write, declare it `inout Field<…>`, or `var` in an access struct
    for i in x.domain { x[i] += 2 }
}
// error: a borrowed field is only read; to write, declare it `inout Field<…>`, or `var` in an access struct
@Task func passElement(_ x: borrowing Field<Float, 1>) { increase(&x[0]) }
// error: a borrowed field is only read; to write, declare it `inout Field<…>`, or `var` in an access struct
@Task func exchange(_ x: borrowing Field<Float, 1>, _ y: inout Field<Float, 1>) { swap(&x[0], &y[0]) }
// error: cannot pass immutable value as inout argument: 'x' is a 'let' constant
@Task func passOn(_ x: borrowing Field<Float, 1>) { clear(&x) }
// error: only a reduced field is folded into; declare the parameter `inout Reduce<…>`, or assign
@Task func fold(_ x: borrowing Field<Float, 1>) { x.fold(2, at: 0) }
@Task func writeInClosure(_ x: borrowing Field<Float, 1>) {
    // error: a borrowed field is only read; to write, declare it `inout Field<…>`, or `var` in an access struct
    [1, 2].forEach { x[$0] = 1 }
}
// error: a borrowed field is only read; to write, declare it `inout Field<…>`, or `var` in an access struct
@Task func writeInAnAsyncTask(_ x: borrowing Field<Float, 1>) async { x[0] = 2 }
