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

    /// The fields of the regions that are kept and not destroyed, in the order in which these were made or named. Issues the fills that were
    /// put off; call when all else is over, so that predicates are known.
    package func keptFields() -> [KeptField] {
        readMail()
        var fields: [KeptField] = []
        for tree in keptRegions ?? [] {
            let state = state(of: tree)
            if state.destroyed != nil { continue }
            state.refresh()
            carryOutFills(of: tree)
            for number in 0 ..< tree.layout.count where tree.layout.freed(number, at: position) == nil {
                let written = state.contents[number].pointsWritten(of: tree.root.pieces[0])
                fields.append(KeptField(tree: tree, number: number, written: written))
            }
        }
        return fields
    }
}

/// A field of a region that is kept.
package struct KeptField {
    package let tree: RegionTree
    package let number: Int
    /// The points that have been written.
    package let written: Domain
}

extension FieldContents {
    /// The points that have a value, when all predicates are known.
    fileprivate func pointsWritten(of all: Domain) -> Domain {
        if isComplete { return all }
        let certain = written ?? .empty(dimension: all.dimension)
        return uncertain.reduce(certain) { $1.happened ? $0.unionOrSelf($1.domain) : $0 }
    }
}
