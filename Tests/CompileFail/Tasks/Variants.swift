// A variant is another body of the same task: the compiler compares their parameters.
import Cohort

@FieldSpace struct Vec { var x: Float; var n: Int }

@Variant func doubled(_ x: inout StridedField<Float, 1>, by: Float) -> Int { 0 }
@Task(.variant(doubled, for: .gpu)) func double(_ x: inout Field<Float, 1>, by: Float) -> Int { 0 }

// error: 'TaskVariant<(borrowing Field<Float, 1>, Float) -> Int>'
@Task(.variant(doubled, for: .gpu)) func otherPrivilege(_ x: borrowing Field<Float, 1>, by: Float) -> Int { 0 }
// error: 'TaskVariant<(inout Field<Int, 1>, Float) -> Int>'
@Task(.variant(doubled, for: .gpu)) func otherElement(_ x: inout Field<Int, 1>, by: Float) -> Int { 0 }
// error: 'TaskVariant<(inout Field<Float, 1>, Int) -> Int>'
@Task(.variant(doubled, for: .gpu)) func otherValue(_ x: inout Field<Float, 1>, by: Int) -> Int { 0 }
// error: 'TaskVariant<(inout Field<Float, 1>, Float) -> Void>'
@Task(.variant(doubled, for: .gpu)) func otherResult(_ x: inout Field<Float, 1>, by: Float) {}
// error: 'TaskVariant<(inout Field<Float, 1>) -> Int>'
@Task(.variant(doubled, for: .gpu)) func fewer(_ x: inout Field<Float, 1>) -> Int { 0 }

// error: cannot find 'missing' in scope
@Task(.variant(missing, for: .gpu)) func without(_ x: inout Field<Float, 1>) {}
func plain(_ x: inout Field<Float, 1>) {}
@Task(.variant(plain, for: .gpu)) func unmarked(_ x: inout Field<Float, 1>) {}  // error: cannot find '__variant_plain' in scope

// error: a task with variants is synchronous, since they are bodies that compute; remove `async`, or the trait `.variant`
@Task(.variant(plain, for: .gpu)) func launching(_ x: inout Field<Float, 1>) async {}
// error: a variant is synchronous, like the task whose body it is; remove `async`
@Variant func slow(_ x: inout Field<Float, 1>) async {}
// error: a task cannot be generic, because one compiled body stands for it
@Variant func generic<T>(_ x: inout Field<T, 1>) {}
@Variant func discards(_ x: borrowing StridedDiscard<Float, 1>) {}  // error: StridedDiscard changes the field; declare 'x' as
struct Body { @Variant func member(_ x: inout Field<Float, 1>) {} }  // error: a task belongs to no instance
