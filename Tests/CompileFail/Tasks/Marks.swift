// What a task is declared to be, its head and its body must bear out.
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

// error: an idempotent task may run twice, and leaves what it leaves after one run, but 'x' is read and written; write to
@Task(.idempotent) func increase(_ x: inout Field<Float, 1>) {}
// error: an idempotent task may run twice, and leaves what it leaves after one run, but a second run would fold into 'x'
@Task(.idempotent) func fold(_ x: inout Reduce<Sum<Float>, 1>) {}
@Task(.idempotent) func report(_ x: borrowing Field<Float, 1>) {
    // error: 'print' writes to the world outside; return what is to be written, and write it where the task was launched, or
    print(x[0])
}
@Task(.idempotent, .replicable) func draw(_ x: inout Discard<Float, 1>) {
    // error: 'random' is another value each time; take numbers from a generator of your own, and pass its seed when launching
    for i in x.domain { x[i] = Float.random(in: 0 ..< 1) }
}
@Task(.replicable) func measure(_ x: inout Discard<Float, 1>) {
    // error: a replicable task does the same in every process that runs it, but 'ContinuousClock' asks for the time; pass
    let start = ContinuousClock().now
    x[0] = Float(start.duration(to: start).components.seconds)
}
@Task(.replicable) func visit(_ names: Set<Int>) async {
    // error: 'names' has an order that varies between processes; sort it first, or remove the trait `.replicable`
    for name in names { visitOne(name) }
}
@Task(.idempotent) func visitOne(_ name: Int) {}
