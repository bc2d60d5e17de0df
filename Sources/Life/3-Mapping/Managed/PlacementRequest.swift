import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortMachineModel

/// What the points of one launch need: its requirements, where the mapper sent it, and for each point what became of it.
final class PlacementRequest {
    /// The launch, as mappers see it.
    let launch: LaunchToMap
    let name: String
    let place: SourceLocation
    /// What an operation of the runtime's does; nil for the program's tasks.
    let operation: OperationToMap.Kind?
    var isTask: Bool { operation == nil }
    /// True for tasks that the program declares; false also for what makes partitions, sets values and reads them.
    let isDeclared: Bool
    let pointCount: Int
    /// True for tasks that launch others, and for mappings by a task's own code.
    let isLasting: Bool
    let needs: [Need]
    /// What is different for arrays outside when the operation is over.
    let arrayChanges: [ArrayChange]
    /// The task's own body, and the others that its attribute names.
    let variants: [VariantToMap]
    private let bodies: [VariantBody]
    /// What the mapper said of the launch.
    let options: TaskOptions
    /// True for tasks that the launching task runs itself.
    let runsInline: Bool
    /// What became of each point; touched by the thread that has the point in hand.
    let points: UnsafeMutablePointer<PointRecord>

    /// One requirement, but for those that need no instance.
    struct Need {
        var tree: RegionTree
        var node: PartitionNode
        var selection: PieceSelection
        var fields: [Int32]
        var privilege: Privilege
        /// True when others use the data at the same time, so that all must use one instance.
        var isShared: Bool
        /// Its number among the launch's requirements.
        var requirement: Int
        /// The number of the first field's column.
        var firstColumn: Int
        var role: OperationToMap.Role
        /// True when the accessors of the task's own body walk any strides.
        var isStrided: Bool

        func domain(ofPoint point: Int) -> Domain { node.pieces[selection.piece(ofPoint: point)] }
        /// True when what was there before shows in what is there afterwards.
        var keepsOldData: Bool { privilege != .discard }
        var changes: Bool { privilege != .read }
        /// The bytes that an element of all fields takes.
        var elementByteCount: Int { fields.reduce(0) { $0 + tree.layout[Int($1)].stride } }
    }

    init(_ plan: LaunchPlan, _ launch: LaunchToMap, _ needs: [Need], _ options: TaskOptions, runsInline: Bool) {
        self.launch = launch
        name = plan.name.description
        place = plan.place
        operation = plan.kind.operation
        isDeclared = plan.kind.operation == nil && plan.body != nil
        self.runsInline = runsInline
        pointCount = plan.pointCount
        isLasting = plan.asynchronousBody != nil
        self.needs = needs
        arrayChanges = plan.arrayChanges
        bodies = plan.variants
        variants = launch.variants
        self.options = options
        points = .allocate(capacity: max(1, pointCount))
        points.initialize(repeating: PointRecord(options), count: max(1, pointCount))
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
    func send(_ point: Int, to processor: MachineModel.Processor.ID?) { points[point].send(to: processor) }

    /// The body of a variant; nil for the task's own.
    func body(of variant: Int) -> TaskBody? { variant == 0 ? nil : bodies[variant - 1].body }

    /// True when the accessors that a variant has for a need walk any strides.
    func isStrided(_ need: Int, _ variant: Int) -> Bool { variants[variant].walksAnyLayout[need] }

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
