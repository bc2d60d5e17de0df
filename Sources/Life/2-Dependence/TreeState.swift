import CohortData
import CohortDiagnostics
import CohortGeometry

/// What one context knows of one region: histories of its fields, which data exist, pending fills, and the privileges held.
final class TreeState {
    let id: Int
    private let name: String
    private let root: PartitionNode
    private let place: SourceLocation
    /// Whether anybody holds the region.
    let end: RegionEnd?
    let layout: FieldLayout
    /// The version of the layout that this state has room for.
    @exclusivity(unchecked) private var layoutVersion: Int
    /// True when some field of the layout was freed.
    @exclusivity(unchecked) private(set) var hasFreedFields: Bool
    /// Kept until the operations that use the data are over.
    let storage: RegionStorage
    /// True when this context made the region; then it may do everything with it.
    let isOwned: Bool
    /// How many `destroy`s end the region.
    @exclusivity(unchecked) var ownerCount = 1
    /// Where the region was destroyed.
    @exclusivity(unchecked) var destroyed: SourceLocation? { didSet { pulse.pointee &+= 1 } }
    /// Launches that use the region and are known, with their numbers; some may be forgotten, or others by now.
    @exclusivity(unchecked) private var known: ContiguousArray<(launch: KnownPointer, number: UInt64)> = []
    @exclusivity(unchecked) private var mostKnown = 8
    /// Another number whenever something has changed that launches were checked by, or planned by.
    let pulse: UnsafeMutablePointer<Int>
    @exclusivity(unchecked) private(set) var histories: ContiguousArray<FieldHistory> { didSet { pulse.pointee &+= 1 } }
    @exclusivity(unchecked) private var historyOfField: ContiguousArray<Int>
    @exclusivity(unchecked) var contents: ContiguousArray<FieldContents>
    /// Answers of the privilege check, by node, piece (-1: all) and field.
    @exclusivity(unchecked) var granted: [GrantKey: UInt8] = [:]
    /// True while some field has a fill not yet carried out.
    @exclusivity(unchecked) var hasPendingFills = false { didSet { pulse.pointee &+= 1 } }
    /// Data of the region that belong to arrays outside, or are held simultaneously.
    @exclusivity(unchecked) var attachments: [AttachmentState] = [] { didSet { pulse.pointee &+= 1 } }
    /// Mappings of its data by the context's own code that are open.
    @exclusivity(unchecked) var openMappings = 0
    @exclusivity(unchecked) private var stamps: ContiguousArray<Int>
    @exclusivity(unchecked) private var stamp = 0

    init(_ tree: RegionTree, isOwned: Bool) {
        id = tree.id
        name = tree.name
        root = tree.root
        place = tree.place
        end = tree.end
        layout = tree.layout
        storage = tree.storage
        self.isOwned = isOwned
        layoutVersion = tree.layout.version
        hasFreedFields = tree.layout.hasFreed
        let count = tree.layout.count
        histories = [FieldHistory(fields: (0 ..< count).map { Int32($0) })]
        historyOfField = ContiguousArray(repeating: 0, count: count)
        contents = ContiguousArray(repeating: FieldContents(isComplete: !isOwned), count: count)
        stamps = [0]
        pulse = .allocate(capacity: 1)
        pulse.initialize(to: 0)
    }

    deinit { pulse.deallocate() }

    /// The positions in `histories` that together are exactly `some` fields, splitting histories that are only partly used.
    /// O(fields); appends to `result`.
    func collectHistories(of some: some Collection<Int32>, into result: inout ContiguousArray<Int>) {
        if some.count == 1, let field = some.first {
            let index = historyOfField[Int(field)]
            if histories[index].fields.count == 1 {
                result.append(index)
                return
            }
        }
        stamp += 1
        let start = result.count
        for field in some {
            let index = historyOfField[Int(field)]
            if stamps[index] != stamp {
                stamps[index] = stamp
                result.append(index)
            }
        }
        for position in start ..< result.count {
            let history = histories[result[position]]
            // Of one field it is used whole; thousands of such cost no search each.
            if history.fields.count == 1 { continue }
            let used = some.filter { historyOfField[Int($0)] == result[position] }
            guard used.count < history.fields.count else { continue }
            histories.append(history.split(off: used.sorted()))
            stamps.append(stamp)
            for field in used { historyOfField[Int(field)] = histories.count - 1 }
            result[position] = histories.count - 1
        }
    }

    /// A handle of the region, for an operation on it while perhaps nobody has one.
    var handle: RegionTree { RegionTree(standingFor: id, storage, root: root, name: name, at: place) }

    /// Makes room for fields that were added, and learns whether some were freed.
    @inline(__always)
    func refresh() {
        if layoutVersion != layout.version { followLayout() }
    }

    @inline(never)
    private func followLayout() {
        layoutVersion = layout.version
        hasFreedFields = layout.hasFreed
        let added = historyOfField.count ..< layout.count
        if added.isEmpty { return }
        histories.append(FieldHistory(fields: added.map { Int32($0) }))
        stamps.append(stamp)
        historyOfField += added.map { _ in histories.count - 1 }
        contents += added.map { _ in FieldContents(isComplete: !isOwned) }
    }

    /// A launch that uses the region is known from now on.
    func add(_ launch: KnownPointer) {
        if known.count == mostKnown {
            known.removeAll { $0.launch.pointee.number != $0.number || !$0.launch.pointee.isCurrent }
            mostKnown = max(8, 2 * known.count)
        }
        known.append((launch, launch.pointee.number))
    }

    /// The launches that use the region and are known, which are to be forgotten.
    func takeKnown() -> ContiguousArray<(launch: KnownPointer, number: UInt64)> {
        defer { known = [] }
        return known
    }

    /// Fewer points than before have a value.
    func didLoseContents() { pulse.pointee &+= 1 }

    /// Forgets who used the data: everybody is over.
    func forgetOperations() {
        let count = historyOfField.count
        histories = [FieldHistory(fields: (0 ..< count).map { Int32($0) })]
        historyOfField = ContiguousArray(repeating: 0, count: count)
        stamps = [0]
    }

    /// True while some operation that uses one of the fields may still run. O(fields + operations).
    func isUsed(_ some: some Sequence<Int32>) -> Bool {
        var isUsed = false
        for index in Set(some.map { historyOfField[Int($0)] }) {
            histories[index].forEachOperation { if !$0.isOver { isUsed = true } }
        }
        return isUsed
    }

    struct GrantKey: Hashable {
        var node: Int
        var piece: Int
        var field: Int32
    }
}

/// What is known about the data of one field, in program order.
struct FieldContents {
    /// Every point has a value, or will have one before anyone can look.
    var isComplete: Bool
    /// The points that have one, while not all have; nil when none.
    var written: Domain?
    /// Writes that hang on predicates, while not all points have a value.
    var uncertain: [UncertainWrite] = []
    /// Nodes known to be wholly written: the answer of an earlier look.
    var writtenNodes: Set<Int> = []
    /// Fills not yet carried out, oldest first.
    var fills: [PendingFill] = []
    /// Where an array was detached that had the data last.
    var detached: SourceLocation?
    /// A warning was given for reading and writing data that nobody had written.
    var hasWarned = false

    init(isComplete: Bool) { self.isComplete = isComplete }

    /// Whether some points have a value, whatever predicates turn out to be.
    func isWritten(_ points: @autoclosure () -> Domain) -> Bool {
        isComplete || written.map { points().subtractingOrEmpty($0).isEmpty } ?? false
    }
}

/// A fill that waits until somebody looks.
struct PendingFill {
    var node: PartitionNode
    var selection: PieceSelection
    var place: SourceLocation
    var value: FillValue
}

/// What a field is filled with.
package struct FillValue {
    /// Writes `count` elements.
    package let write: @Sendable (_ elements: UnsafeMutableRawPointer, _ count: Int) -> Void
    /// The future whose value `write` takes, if it is one.
    package let source: FutureBox?

    package init(source: FutureBox? = nil, write: @escaping @Sendable (UnsafeMutableRawPointer, Int) -> Void) {
        self.write = write
        self.source = source
    }
}
