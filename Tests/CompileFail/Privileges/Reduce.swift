// `inout Reduce` folds with one operator: neither reading, nor writing, nor another operator.
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

func sum(_ field: borrowing Field<Float, 1>) -> Float { field[0] }
func multiply(_ field: inout Reduce<Product<Float>, 1>) { field.fold(2, at: 0) }

// error: a reduced field is only folded into, with its operator, by `inout`; to read or write, take `inout Field<…>`
@Task func read(_ x: inout Reduce<Sum<Float>, 1>) -> Float { x[0] }
// error: a reduced field is only folded into, with its operator, by `inout`; to read or write, take `inout Field<…>`
@Task func readPoint(_ x: inout Reduce<Sum<Float>, 2>) -> Float { x[Point(0, 0)] }
// error: a reduced field is only folded into, with its operator, by `inout`; to read or write, take `inout Field<…>`
@Task func readInExpression(_ x: inout Reduce<Sum<Float>, 1>) -> Float { x[0] + 1 }
// error: a reduced field is only folded into, with its operator, by `inout`; to read or write, take `inout Field<…>`
@Task func compare(_ x: inout Reduce<Sum<Float>, 1>) -> Bool { x[0] > 1 }
// error: a reduced field is only folded into, with its operator, by `inout`; to read or write, take `inout Field<…>`
@Task func write(_ x: inout Reduce<Sum<Float>, 1>) { x[0] = 1 }
// error: a reduced field is only folded into, with its operator, by `inout`; to read or write, take `inout Field<…>`
@Task func writePoint(_ x: inout Reduce<Sum<Float>, 2>) { x[Point(0, 0)] = 1 }
// error: a reduced field is only folded into, with its operator, by `inout`; to read or write, take `inout Field<…>`
@Task func multiplyBy(_ x: inout Reduce<Sum<Float>, 1>) { x[0] *= 2 }
// error: a reduced field is only folded into, with its operator, by `inout`; to read or write, take `inout Field<…>`
@Task func subtractFrom(_ x: inout Reduce<Sum<Float>, 1>) { x[0] -= 2 }
// error: a reduced field is only folded into, with its operator, by `inout`; to read or write, take `inout Field<…>`
@Task func addToMinimum(_ x: inout Reduce<Minimum<Float>, 1>) { x[0] += 2 }
// error: cannot convert value of type 'String' to expected argument type 'Float'
@Task func foldAnotherType(_ x: inout Reduce<Sum<Float>, 1>) { x.fold("two", at: 0) }
// error: cannot convert value of type 'Reduce<Sum<Float>, 1>' to expected argument type 'Field<Float, 1>'
@Task func passToReader(_ x: inout Reduce<Sum<Float>, 1>) -> Float { sum(x) }
// error: cannot convert value of type 'Reduce<Sum<Float>, 1>' to expected argument type 'Reduce<Product<Float>, 1>'
@Task func passToAnotherOperator(_ x: inout Reduce<Sum<Float>, 1>) { multiply(&x) }
// error: Reduce changes the field; declare 'x' as `inout Reduce<Sum<Float>, 1>`
@Task func borrowed(_ x: borrowing Reduce<Sum<Float>, 1>) {}
// error: type 'Float' does not conform to protocol 'ReductionOperator'
@Task func withoutOperator(_ x: inout Reduce<Float, 1>) {}
