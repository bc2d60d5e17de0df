import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortMachineModel

/// What the points of one launch need: its requirements, where the mapper sent it, and for each point what became of it.
final class PlacementRequest {
    let name: String
    let place: SourceLocation
    /// True for the program's tasks, false for operations of the runtime's.
    let isTask: Bool
    let pointCount: Int
    /// True for tasks that launch others, and for mappings by a task's own code.
    let isLasting: Bool
    let needs: [Need]
    /// What the mapper said of the launch.
    let options: TaskOptions
    /// True for tasks that the launching task runs itself.
    let runsInline: Bool
    /// What became of each point; touched by the thread that has the point in hand.
    let points: UnsafeMutablePointer<PointState>

    struct PointState {
        /// Written by the thread that places the point, before its body runs.
        var placement: PointPlacement?
        /// -1 for any.
        fileprivate(set) var processor: Int32
        var priority: Int
        /// True when a mapper has taken it from the ready tasks.
        var isChosen = false
        var isLastCall = false
        private(set) var refusals = 0

        init(_ options: TaskOptions) {
            processor = options.processor.map { Int32(truncatingIfNeeded: $0.rawValue) } ?? -1
            priority = options.priority
        }

        /// The mapper left it, sent it elsewhere or put it back.
        mutating func refuse() {
            isChosen = false
            refusals += 1
        }
    }

    /// One requirement, but for those that need no instance.
    struct Need {
        var tree: RegionTree
        var node: PartitionNode
        var selection: PieceSelection
        var fields: [Int32]
        var privilege: Privilege
        /// True when others use the data at the same time, so that all must use one instance.
        var isShared: Bool
        /// The number of the first field's column.
        var firstColumn: Int

        func domain(ofPoint point: Int) -> Domain { node.pieces[selection.piece(ofPoint: point)] }
        /// True when what was there before shows in what is there afterwards.
        var keepsOldData: Bool { privilege != .discard }
        var changes: Bool { privilege != .read }
    }

    init(_ plan: LaunchPlan, _ needs: [Need], _ options: TaskOptions, runsInline: Bool) {
        name = plan.name.description
        place = plan.place
        isTask = plan.isChecked && !plan.isInlineMapping
        self.runsInline = runsInline
        pointCount = plan.pointCount
        isLasting = plan.asynchronousBody != nil
        self.needs = needs
        self.options = options
        points = .allocate(capacity: max(1, pointCount))
        points.initialize(repeating: PointState(options), count: max(1, pointCount))
    }

    deinit {
        points.deinitialize(count: max(1, pointCount))
        points.deallocate()
    }

    /// What a point got.
    subscript(point: Int) -> PointPlacement? {
        get { points[point].placement }
        set { points[point].placement = newValue }
    }

    /// The processor that the mapper sent a point to; nil for any.
    func processor(ofPoint point: Int) -> Int? {
        let number = points[point].processor
        return number < 0 ? nil : Int(number)
    }

    /// Sends a point to a processor, or to any.
    func send(_ point: Int, to processor: MachineModel.Processor.ID?) {
        points[point].processor = processor.map { Int32(truncatingIfNeeded: $0.rawValue) } ?? -1
    }

    /// True when the data of a need must lie where others' do: tasks use them at the same time, or another requirement of this
    /// one changes some of them, too. O(requirements).
    func meetsOthers(_ number: Int, _ point: Int) -> Bool {
        let need = needs[number]
        if need.isShared { return true }
        return needs.indices.contains { other in
            other != number && needs[other].tree === need.tree && needs[other].changes && need.changes
                && needs[other].fields.contains(where: need.fields.contains)
                && needs[other].domain(ofPoint: point).overlaps(need.domain(ofPoint: point))
        }
    }
}
