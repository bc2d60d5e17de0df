/// Copies of which Legion Spy cannot tell whether they were needed: of what arrays outside, or tasks that enclose others, lend.
///
/// Their owners may change the data without telling the runtime. So data go back after each use, and come again for the next.
struct SpyBorrowed {
    private let log: Log
    /// Regions that have had an array.
    private let attached: Set<Int>
    /// What the tasks that launch others may change, by the operation.
    private let held: [Int: [Held]]

    private struct Held { let instance: Int, fields: [Int], area: Area }

    init(_ log: Log) {
        self.log = log
        attached = Set(log.launches.values.filter { $0.kind == "attach" }.flatMap { $0.requirements.map(\.region) })
        let runners = Set(log.contexts.values.map(\.operation))
        var held: [Int: [Held]] = [:]
        for placement in log.placements where runners.contains(placement.operation) {
            guard let area = log.changedArea(placement) else { continue }
            held[placement.operation, default: []].append(
                Held(instance: placement.instance, fields: placement.fields, area: area))
        }
        self.held = held
    }

    /// Whether a copy brings what is lent.
    ///
    /// - Complexity: O(depth of the task · its requirements).
    func contains(_ copy: MergedCopies.Copy) -> Bool {
        if attached.contains(copy.region) { return true }
        var operation = copy.operation
        while let context = log.context(of: operation), let runner = log.contexts[context]?.operation, runner != 0,
            runner < operation
        {
            let lends = (held[runner] ?? []).contains {
                $0.instance == copy.source && $0.fields.contains(where: copy.fields.contains) && $0.area.overlaps(copy.area)
            }
            if lends { return true }
            operation = runner
        }
        return false
    }
}
