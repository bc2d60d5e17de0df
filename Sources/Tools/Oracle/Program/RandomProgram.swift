/// A program as a value: what it works on, and what it does in order.
///
/// The oracle and the runner both execute it; the generator makes it from a seed, and the shrinker takes parts away.
public struct RandomProgram: Sendable {
    /// What it was made from; names it in messages.
    public var seed: UInt64
    /// The regions; all have the fields `a` and `b` (integers), `x` and `y` (floating point).
    public var regions: [RegionShape] = []
    /// Partitions made by the main task before anything else.
    public var partitions: [PartitionShape] = []
    /// What the main task does.
    public var operations: [Operation] = []
    /// Launches that break a rule, tried when all is over; only the code of the refusal counts.
    public var probes: [Operation] = []

    /// An empty program.
    public init(seed: UInt64 = 0) { self.seed = seed }

    /// The program of a seed: legal but for its probes.
    public static func random(seed: UInt64) -> RandomProgram {
        var generator = Generator(seed: seed)
        return generator.make()
    }

    /// The names of the fields.
    public static let fieldNames = ["a", "b", "x", "y"]
    /// True for fields of `Double`.
    public static func isFloating(_ field: Int) -> Bool { field >= 2 }
}

/// The points of a region.
public struct RegionShape: Sendable {
    /// 1 or 2.
    public var dimension: Int
    /// The points.
    public var spots: Spots

    /// A region of these points.
    public init(dimension: Int, _ spots: Spots) {
        self.dimension = dimension
        self.spots = spots
    }
}

/// A partition of a region, or of a piece of an earlier partition.
public struct PartitionShape: Sendable {
    /// The number of the region.
    public var region: Int
    /// The piece that is divided; nil for the whole region.
    public var parent: PieceName?
    /// The points of each colour.
    public var pieces: [Spots]

    /// A partition into these pieces.
    public init(of region: Int, _ parent: PieceName? = nil, _ pieces: [Spots]) {
        self.region = region
        self.parent = parent
        self.pieces = pieces
    }
}

/// A colour of a partition.
public struct PieceName: Hashable, Sendable {
    /// The number of the partition.
    public var partition: Int
    /// The colour.
    public var color: Int

    /// A colour of a partition.
    public init(_ partition: Int, _ color: Int) {
        self.partition = partition
        self.color = color
    }
}
