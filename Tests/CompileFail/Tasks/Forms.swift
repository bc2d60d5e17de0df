// A task is one compiled body, which runs away from where it was launched.
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

// error: a task cannot be generic, because one compiled body stands for it; wrap the generic function in a task for each
@Task func generic<T: Numeric>(_ x: inout Field<T, 1>) {}
// error: a task cannot be generic; write the concrete type instead of `some`
@Task func opaque(_ x: some Numeric) {}
// error: a task's parameters are counted when it is compiled; pass several, or an array to an `async` task
@Task func many(_ x: Float...) {}
struct Solver {
    // error: a task belongs to no instance, because it may run where the instance is not; declare it `static`, and pass what
    @Task func step(_ x: inout Field<Float, 1>) {}
}
struct Generic<T> {
    // error: a task cannot be generic, nor stand in a generic type; move it to a type without parameters
    @Task static func step(_ x: inout Field<Float, 1>) {}
}
func program() {
    // error: a task is global or static, because it runs after the function that launches it has returned; move it out of the
    @Task func inner(_ x: inout Field<Float, 1>) {}
}
