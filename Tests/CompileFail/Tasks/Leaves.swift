// A leaf computes with what it was given: it has nothing to launch with.
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

@Access(Vec.self) struct Both: ~Copyable {
    let x: Field<Float, 1>
    var y: Field<Float, 1>
}
@Task func raise(_ x: inout Field<Float, 1>) {}

// error: launching from a leaf task: declare the task `async`; a synchronous task has nothing to launch with
@Task func makesRegion(_ x: borrowing Field<Float, 1>) { _ = Region<Vec, 1>(0 ..< 8) }
// error: launching from a leaf task: declare the task `async`; a synchronous task has nothing to launch with
@Task func launches(_ x: inout Field<Float, 1>) { raise(&x.region) }
// error: launching from a leaf task: declare the task `async`; a synchronous task has nothing to launch with
@Task func launchesMember(_ both: inout Both) { raise(&both.y.region) }
// error: launching from a leaf task: declare the task `async`; a synchronous task has nothing to launch with
@Task func fills(_ x: inout Field<Float, 1>) { x.region.fill(0) }
@Task func copies(_ x: inout Field<Float, 1>, _ y: borrowing Field<Float, 1>) {
    // error: launching from a leaf task: declare the task `async`; a synchronous task has nothing to launch with
    x.region.copy(from: y.region)
}
// error: launching from a leaf task: declare the task `async`; a synchronous task has nothing to launch with
@Task func partitions(_ x: borrowing Field<Float, 1>) { _ = x.region.partitioned(.equal, into: 4) }
// error: launching from a leaf task: declare the task `async`; a synchronous task has nothing to launch with
@Task func maps(_ x: borrowing Field<Float, 1>) throws { try x.region.reading { $0[0] } }
// error: launching from a leaf task: declare the task `async`; a synchronous task has nothing to launch with
@Task func opensEpoch(_ x: borrowing Field<Float, 1>) { mustEpoch {} }
// error: launching from a leaf task: declare the task `async`; a synchronous task has nothing to launch with
@Task func loops(_ x: borrowing Field<Float, 1>, _ n: Int) { forEach(someColors) { _ in } }
// error: launching from a leaf task: declare the task `async`; a synchronous task has nothing to launch with
@Task func fences(_ x: borrowing Field<Float, 1>) { executionFence() }
// error: a synchronous task cannot launch, so it has no use for Region; declare it `async`, or take fields as parameters
@Task func takesRegion(_ region: Region<Vec, 1>) {}
// error: a synchronous task cannot launch, so it has no use for Partition; declare it `async`, or take fields as parameters
@Task func takesPartition(_ blocks: Partition<Vec, 1>) {}
// error: a synchronous task cannot wait for a future; declare 'factor' with the type of the value, and pass the future when
@Task func takesFuture(_ x: borrowing Field<Float, 1>, _ factor: Future<Float>) {}
// error: a synchronous task receives values as bytes, which [Float] is not; put the data into a region, or declare the task
@Task func takesArray(_ x: borrowing Field<Float, 1>, _ factors: [Float]) {}
// error: 'async' call in a function that does not support concurrency
@Task func waits(_ x: borrowing Field<Float, 1>) { pause() }
func pause() async {}
var someColors: Domain { Region<Vec, 1>(0 ..< 8).domain }
