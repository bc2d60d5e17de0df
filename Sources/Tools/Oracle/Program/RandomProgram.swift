/// A program as a value: what it works on, and what it does in order.
///
/// The oracle and the runner both execute it; the generator makes it from a seed, and the shrinker takes parts away.
public struct RandomProgram: Sendable {
    /// What it was made from; names it in messages.
    public var seed: UInt64
    /// The regions; all have the fields of `fieldNames`.
    public var regions: [RegionShape] = []
    /// Partitions made by the main task before its steps, one after the other.
    public var partitions: [PartitionShape] = []
    /// What the main task does.
    public var operations: [Operation] = []
    /// Steps that break a rule, tried when all is over; only the code of the refusal counts.
    public var probes: [Operation] = []

    /// An empty program.
    public init(seed: UInt64 = 0) { self.seed = seed }

    /// The program of a seed: legal but for its probes.
    public static func random(seed: UInt64) -> RandomProgram {
        var generator = Generator(seed: seed)
        return generator.make()
    }
}

extension RandomProgram {
    /// True when a partition is the one that comes with an output.
    func hasShares(_ partition: Int, of region: Int) -> Bool {
        guard partitions.indices.contains(partition), partitions[partition].region == region else { return false }
        if case .shares = partitions[partition].making { return true }
        return false
    }
}

/// The points of a region.
public struct RegionShape: Sendable {
    /// 1 or 2.
    public var dimension: Int
    /// The points.
    public var spots: Spots
    /// The number of an earlier region over the same index space, if it shares one.
    public var twin: Int?
    /// If given, fields `p`, `q` and `r` are written before anything else, with what depends on this.
    public var pointers: UInt64?
    /// How it is made.
    public var birth = Birth.here

    /// How a region is made.
    public enum Birth: Hashable, Sendable {
        /// By the main task.
        case here
        /// By the main task, which writes all fields: what an output becomes when it is made smaller.
        case written
        /// By a task that returns it.
        case returned
        /// Of what so many points of each task return, one task a point: in one dimension one after the other, in two a row each.
        case output([Int])
    }

    /// A region of these points.
    public init(dimension: Int, _ spots: Spots) {
        self.dimension = dimension
        self.spots = spots
    }

    /// The fields that are written before anything else.
    static let pointerFields = 4 ... 6

    /// The fields that have contents from the start.
    var firstFields: [Int] {
        switch birth {
        case .output, .written: Array(RandomProgram.fieldNames.indices)
        case .here, .returned: pointers == nil ? [] : Array(Self.pointerFields)
        }
    }

    /// The points that each task of an output returns.
    static func shares(_ counts: [Int], _ dimension: Int) -> [Spots] {
        var start = 0
        return counts.enumerated().map { task, count in
            defer { start += count }
            return (0 ..< count).map { dimension == 1 ? Spot(start + $0) : Spot(task, $0) }
        }
    }

    /// What a field holds at first; nil when the region was not written.
    func element(_ field: Int, _ spot: Spot) -> UInt64? {
        pointers.map { salt in
            let reach = mix(salt, UInt64(field))
            return RandomProgram.kind(field).element(mix(reach, spot.bits), reach: reach)
        }
    }
}

/// A partition of a region, or of a piece of an earlier partition.
public struct PartitionShape: Sendable {
    /// The number of the region.
    public var region: Int
    /// The piece that is divided; nil for the whole region.
    public var parent: PieceName?
    /// The operator that makes it.
    public var making: Making
    /// The points of each colour, as the oracle works them out.
    public var pieces: [Spots]
    /// True when data that lead outside what they may name are an error.
    public var isChecked = false

    /// A partition into these pieces.
    public init(of region: Int, _ parent: PieceName? = nil, _ pieces: [Spots]) {
        self.region = region
        self.parent = parent
        making = .explicit(pieces)
        self.pieces = pieces
    }

    /// A partition made by an operator, in a program that has the partitions which that names.
    init(of region: Int, _ parent: PieceName? = nil, _ making: Making, in program: RandomProgram) {
        self.region = region
        self.parent = parent
        self.making = making
        pieces = []
        pieces = program.pieces(of: self)
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
