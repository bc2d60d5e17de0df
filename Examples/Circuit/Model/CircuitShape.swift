/// What a random circuit is made from.
public struct CircuitShape: Sendable {
    /// Pieces that the nodes are dealt to.
    public var pieces = 4
    /// Nodes in each piece.
    public var nodesPerPiece = 1024
    /// Wires that begin in each piece.
    public var wiresPerPiece = 1024
    /// Of a hundred wires, how many end in the piece where they begin.
    public var percentInside = 95
    /// What the random numbers start from.
    public var seed = 12345

    /// The usual one.
    public init() {}

    /// A circuit of a given shape.
    public init(pieces: Int, nodesPerPiece: Int, wiresPerPiece: Int, percentInside: Int, seed: Int = 12345) {
        self.pieces = pieces
        self.nodesPerPiece = nodesPerPiece
        self.wiresPerPiece = wiresPerPiece
        self.percentInside = percentInside
        self.seed = seed
    }

    /// All nodes.
    public var nodeCount: Int { pieces * nodesPerPiece }
    /// All wires.
    public var wireCount: Int { pieces * wiresPerPiece }

    /// What is wrong with the shape, or nil.
    public var problem: String? {
        let limit = 1 << 24
        let numbers = [("p", pieces), ("npp", nodesPerPiece), ("wpp", wiresPerPiece)]
        for (flag, value) in numbers where !(1 ... limit).contains(value) {
            return "-\(flag) takes a number from 1 to \(limit), not \(value)"
        }
        if nodeCount > 1 << 30 || wireCount > 1 << 30 { return "a circuit has at most \(1 << 30) nodes and as many wires" }
        if !(0 ... 100).contains(percentInside) { return "-pct takes a number from 0 to 100, not \(percentInside)" }
        return nil
    }
}

/// The numbers that the model fixes.
public enum Model {
    /// The time step.
    public static let timeStep: Float = 1e-6
    /// Each wire is cut into so many segments.
    public static let segmentCount = 10
}

/// The currents of a wire's segments.
public typealias Currents = InlineArray<10, Float>
/// The voltages of the nine junctions between a wire's segments.
public typealias Junctions = InlineArray<9, Float>
