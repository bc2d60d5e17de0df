import Cohort
import Synchronization

/// How many shards run, and the most that ever did.
enum Company {
    private static let present = Atomic<Int>(0)
    static let most = Atomic<Int>(0)

    static func enter() {
        most.max(present.wrappingAdd(1, ordering: .relaxed).newValue, ordering: .relaxed)
    }

    static func leave() { present.wrappingSubtract(1, ordering: .relaxed) }
}

/// What a shard is told beside its data.
struct Orders: Sendable {
    var block: Block
    var steps: Int
    /// One for each buffer.
    var turns: [Turn]
    /// The step in which the copy to the right does not arrive.
    var lostStep: Int?
}

/// One block for the whole run: sends its edges, takes its neighbours', and computes.
///
/// It waits for nothing itself: all steps are launched at once, and the barriers order them among the shards.
@Task
func evolve(
    _ value: inout Field<Double, 1>, _ slope: inout Field<Double, 1>, _ before: borrowing Inlet, _ after: borrowing Inlet,
    _ toLeft: inout Outlet, _ toRight: inout Outlet, _ orders: Orders
) async throws {
    Company.enter()
    defer { Company.leave() }
    var turns = orders.turns
    for step in 0 ..< orders.steps {
        let buffer = step % turns.count
        let (left, right) = (before.buffer(buffer), after.buffer(buffer))
        turns[buffer].toLeft.send(toLeft.buffer(buffer), from: value.region, arrives: true)
        turns[buffer].toRight.send(toRight.buffer(buffer), from: value.region, arrives: step != orders.lostStep)
        turns[buffer].fromLeft.receive(left)
        turns[buffer].fromRight.receive(right)
        differentiate(value.region, left, right, &slope.region, orders.block)
        turns[buffer].fromLeft.giveBack(left)
        turns[buffer].fromRight.giveBack(right)
        advance(&value.region, slope.region)
    }
    _ = try await executionFence().value
}
