import CohortData
import CohortGeometry

/// The instances that one point of a launch works on, from the moment it has all of them to its end.
final class PointPlacement {
    /// Tells its pins from those of others.
    let user: Int
    /// The operation is not over while this is used, so its launch stays what it is.
    private let launch: LaunchPointer
    /// The processor that it runs on; nil for any worker.
    let processor: Int?
    /// The body that runs; nil for the task's own.
    let body: TaskBody?
    private(set) var uses: [Use] = []
    /// True as soon as its data are there, and it waits for its processor at most.
    var hasData = false
    /// What instances of enclosing tasks are owed when this one is over.
    private(set) var returns: [Return] = []
    /// Instances that data are copied from.
    private var sources: [PhysicalInstance] = []
    /// By number of the column.
    private var columns: [Int: InstanceView] = [:]

    /// One field of one piece in one instance.
    struct Use {
        var instance: PhysicalInstance
        var tree: Int
        var requirement: Int
        var field: Int32
        var domain: Domain
        var changes: Bool
        /// True when others may use the data at the same time, in the same instance.
        var isShared: Bool
        /// False when what was there before is lost.
        var keepsOldData: Bool
    }

    /// Points of which an enclosing task holds an instance.
    struct Return {
        var use: Use
        var owner: PhysicalInstance
        /// The user who holds the owner.
        var holder: Int
        var domain: Domain
        /// True when the owner gets the results.
        var isRefreshed: Bool
        /// True when the owner may write without telling, so that no other copy stays valid.
        var isExclusive: Bool

        /// True when it says for its points all that the other says.
        func covers(_ other: Return) -> Bool {
            owner === other.owner && use.instance === other.use.instance && use.field == other.use.field
                && (isRefreshed || !other.isRefreshed) && (isExclusive || !other.isExclusive)
        }
    }

    init(user: Int, _ launch: LaunchPointer, _ decision: MappingDecision) {
        self.user = user
        self.launch = launch
        processor = decision.processor
        body = decision.body
    }

    func add(_ use: Use, column: Int) {
        uses.append(use)
        columns[column] = use.instance.view(of: use.field)
    }

    /// Notes what it owes to an instance, as far as it did not before.
    func owe(_ domain: Domain, from use: Use, to owner: PhysicalInstance, of holder: Int, isExclusive: Bool) {
        var due = Return(
            use: use, owner: owner, holder: holder, domain: domain, isRefreshed: use.changes, isExclusive: isExclusive)
        for one in returns where one.covers(due) { due.domain = due.domain.subtractingOrEmpty(one.domain) }
        if !due.domain.isEmpty { returns.append(due) }
    }

    /// The tasks that enclose this one and hold instances, from the inside out.
    var enclosingUsers: [Int] { launch.enclosingUsers }

    func hold(_ source: PhysicalInstance) { sources.append(source) }

    /// The copies have been made.
    func releaseSources() {
        for source in sources {
            if let index = source.pins.lastIndex(where: { $0.user == user && !$0.isUse }) { source.pins.remove(at: index) }
        }
        sources = []
    }

    /// Where a column lies; nil for one without points.
    func column(_ number: Int) -> InstanceView? { columns[number] }
}
