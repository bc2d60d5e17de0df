/// Which version of the data each operation should see, by the program alone.
///
/// A version has the name of the operation that made it. A slot is a set of points that no piece divides, and a field.
struct Versions {
    struct Slot: Hashable { let cell: Int, field: Int }

    enum Version: Equatable {
        /// Nobody has written it.
        case none
        /// Several may have written it in any order, and only they know which came last.
        case unknown
        /// What this operation left.
        case of(Int)
        /// What the enclosing task has.
        case inherited
    }

    private struct Key: Hashable { let operation: Int, slot: Slot }

    private var versionsBefore: [Key: Version] = [:]
    /// By context, what it leaves.
    private var last: [Int: [Slot: Version]] = [:]

    /// - Parameter uses: of one region, by context, each context's in the order of the program.
    init(_ log: Log, _ region: Int, _ uses: [Int: [CellUse]]) {
        for (number, some) in uses {
            let launch = log.contexts[number].flatMap { log.launch(of: $0.operation) }
            let isGiven = launch?.requirements.contains { $0.region == region } ?? false
            follow(some, isGiven ? .inherited : .none, in: number, log)
        }
    }

    private mutating func follow(_ uses: [CellUse], _ first: Version, in context: Int, _ log: Log) {
        var state: [Slot: Version] = [:]
        for (operation, some) in uses.chunked(by: { $0.use.operation == $1.use.operation }) {
            for use in some {
                for slot in use.slots { versionsBefore[Key(operation: operation, slot: slot)] = state[slot] ?? first }
            }
            // The data of an array go with it.
            let left: Version = log.launch(of: operation)?.kind == "detach" ? .none : .of(operation)
            for use in some where use.use.changes || use.use.coherence != .exclusive {
                for slot in use.slots { state[slot] = use.use.coherence == .exclusive ? left : .unknown }
            }
        }
        last[context] = state
    }

    /// The version that was there when its turn came in the program.
    func before(_ operation: Int, _ slot: Slot) -> Version { versionsBefore[Key(operation: operation, slot: slot)] ?? .none }

    /// What a context leaves in a slot; nil where it changed nothing.
    func last(in context: Int, _ slot: Slot) -> Version? { last[context]?[slot] }
}

/// A use of some slots by one requirement of an operation.
struct CellUse {
    let use: Use
    let requirement: Int
    let privilege: Log.Privilege
    let slots: [Versions.Slot]
}

extension Array where Element == CellUse {
    /// The uses of each operation together.
    fileprivate func chunked(by isSame: (CellUse, CellUse) -> Bool) -> [(Int, ArraySlice<CellUse>)] {
        var chunks: [(Int, ArraySlice<CellUse>)] = []
        var start = 0
        for index in indices where index + 1 == count || !isSame(self[index], self[index + 1]) {
            chunks.append((self[index].use.operation, self[start ... index]))
            start = index + 1
        }
        return chunks
    }
}

extension Log {
    /// The launch that an operation is a point of.
    func launch(of operation: Int) -> Launch? {
        if case .point(let launch, _) = operations[operation] { launches[launch] } else { nil }
    }
}
