import CohortGeometry
import CohortMachineModel

/// One point of an operation of the runtime's own that uses data and is ready to run.
public struct OperationToMap: Sendable {
    /// What the runtime itself does with data.
    public enum Kind: String, Sendable, CaseIterable {
        /// Writes one value everywhere.
        case fill
        /// Copies between regions because the program says so.
        case copy
        /// Lets the code of a running task use data: `reading`, `updating`, `overwriting`, and `values` and `set`.
        case inlineMapping = "inline mapping"
        /// Takes the restriction from data; nobody is asked where that is an array which is an instance itself.
        case acquire
        /// Gives data back to where they belong.
        case release
        /// Reads a field to divide a region by it.
        case partition
        /// Folds the accumulators of a launch into the data.
        case fold
        /// Takes data from an array outside, in a layout of its own.
        case attach
        /// Gives data back to an array outside, and ends its attachment: to one in a layout of its own, or of data that are acquired.
        case detach
        /// Moves data between a region and an array in a layout of its own, before or after a task that uses them.
        case exchange
        /// Puts what tasks have returned into a region.
        case output
    }

    /// What a requirement is for.
    public enum Role: Sendable {
        /// The only thing that the operation works on.
        case data
        /// What a copy writes.
        case target
        /// What a copy reads.
        case source
        /// The pointers of a copy that lead into its source.
        case pointersToSource
        /// Those that lead into its target.
        case pointersToTarget
    }

    /// What the runtime does together, one point of which this is.
    public let launch: LaunchToMap
    /// What it is.
    public let kind: Kind
    /// What messages call it, such as "fill" or "updating".
    public let name: String
    /// The number of the point within its launch, in row-major order; 0 where there is only one.
    public let point: Int
    /// How many points its launch has.
    public let pointCount: Int
    /// The data that it uses; what it folds into later is not among them.
    public let requirements: [RequirementToMap]
    /// What each of the requirements is for.
    public let roles: [Role]
}

/// Where the data lie on which an operation of the runtime's works.
public struct OperationMapping: Sendable {
    /// One answer for each requirement.
    public var requirements: [RequirementMapping]
    /// What `report` tells of this point when it is over.
    public var reports: ProfilingRequests = []

    /// A mapping with these answers.
    public init(_ requirements: [RequirementMapping]) { self.requirements = requirements }
}
