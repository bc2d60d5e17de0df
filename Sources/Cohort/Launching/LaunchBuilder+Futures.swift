import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortLife

extension LaunchBuilder {
    /// Makes this an index launch over `domain`, for tasks without region arguments.
    public func over(_ domain: Domain) { plan.propose(domain) }

    /// Passes one element of a box; the task runs after its producer.
    func pass(_ box: FutureBox, element: Int) {
        plan.pass(box, element: element)
    }

    /// Passes each point its own element.
    func pass(perPoint box: FutureBox, _ table: ProjectionTable? = nil) { plan.pass(perPoint: box, table) }

    /// Orders the launch after all producers of a box.
    func follow(_ box: FutureBox) { plan.extraPredecessors.append(box) }
}

extension TypedFutureBox {
    /// Stores what `value` gives for each point of the domain, in order.
    func fill(over domain: Domain, _ value: ([Int]) -> Value) {
        var index = 0
        domain.forEachPoint { point in
            store(value(point), at: index)
            index += 1
        }
        finish()
    }

    /// Makes all elements fail: nothing will produce them.
    func refuse(_ error: CohortError) {
        failAll(error)
        finish()
    }
}
