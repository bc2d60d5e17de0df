import CohortData
import CohortGeometry

// A program that is checked keeps the regions that its top-level task makes, so that what they hold in the end can be compared.

extension TaskContext {
    /// From now on no region that this context makes is freed.
    package func keepRegions() { keptRegions = [] }

    /// Keeps a region that a task has made and left to this context.
    package func keep(_ tree: RegionTree) {
        if keptRegions?.contains(where: { $0 === tree }) == false { keptRegions?.append(tree) }
    }

    /// The regions that are kept and not destroyed, in the order in which they were made or named, each with its fields and the points of
    /// these that have been written. Issues the fills that were put off; call when all else is over, so that predicates are known.
    package func keptFields() -> [(tree: RegionTree, fields: [(number: Int, written: Domain)])] {
        readMail()
        return (keptRegions ?? []).compactMap { tree in
            let state = state(of: tree)
            if state.destroyed != nil { return nil }
            state.refresh()
            carryOutFills(of: tree)
            let numbers = (0 ..< tree.layout.count).filter { tree.layout.freed($0, at: position) == nil }
            return (tree, numbers.map { ($0, state.contents[$0].pointsWritten(of: tree.root.pieces[0])) })
        }
    }
}

extension FieldContents {
    /// The points that have a value, when all predicates are known.
    fileprivate func pointsWritten(of all: Domain) -> Domain {
        if isComplete { return all }
        let certain = written ?? .empty(dimension: all.dimension)
        return uncertain.reduce(certain) { $1.happened ? $0.unionOrSelf($1.domain) : $0 }
    }
}
