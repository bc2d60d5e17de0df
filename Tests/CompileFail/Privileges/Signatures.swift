// How a parameter holds a field is its privilege, so it has to say so.
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

// error: how a task holds a field is its privilege; declare 'x' as `borrowing Field<Float, 1>` to read or `inout Field<Float,
@Task func plain(_ x: Field<Float, 1>) {}
// error: a task cannot keep what it is lent, so `consuming` has no meaning; declare the parameter `borrowing` to read or
@Task func taken(_ x: consuming Field<Float, 1>) {}
// error: Reduce changes the field; declare 'x' as `inout Reduce<Sum<Float>, 1>`
@Task func plainReduce(_ x: Reduce<Sum<Float>, 1>) {}
// error: Discard changes the field; declare 'x' as `inout Discard<Float, 1>`
@Task func plainDiscard(_ x: Discard<Float, 1>) {}
// error: Region is a handle, which a task receives by value; remove `borrowing`
@Task func borrowedRegion(_ x: borrowing Region<Vec, 1>) async {}
// error: a value is passed to a task, and comes back only as its result; remove `inout` from 'x' and return the new value
@Task func inoutValue(_ x: inout Float, _ y: borrowing Field<Float, 1>) {}
// error: Field names an element type and a dimension; write `Field<Float, 1>`
@Task func withoutDimension(_ x: borrowing Field<Float>) {}
// error: type 'Field<Float, 1>' does not conform to protocol 'Copyable'
@Task func returned(_ x: borrowing Field<Float, 1>) -> Field<Float, 1> { x }
