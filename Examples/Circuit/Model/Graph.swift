/// A random circuit: wires between nodes, and what each is made of.
public struct Graph: Sendable {
    /// A node: what it stores, and what leaks away.
    public struct Node: Sendable {
        public let capacitance: Float
        public let leakage: Float
        /// The voltage at the start.
        public let voltage: Float
    }

    /// A wire from node `input`, which is of the wire's piece, to node `output`, which may be of another.
    public struct Wire: Sendable {
        public let resistance: Float
        public let inductance: Float
        public let capacitance: Float
        public let input: Int
        public let output: Int
    }

    public let shape: CircuitShape
    public private(set) var nodes: [Node] = []
    public private(set) var wires: [Wire] = []
    /// How many nodes of each piece wires from other pieces may lead to: they are its first.
    public private(set) var sharedCounts: [Int]

    /// The circuit of a shape: always the same one. The order of the draws is part of the model.
    public init(_ shape: CircuitShape) {
        self.shape = shape
        sharedCounts = [Int](repeating: 0, count: shape.pieces)
        var random = Random48(seed: shape.seed)
        nodes.reserveCapacity(shape.nodeCount)
        wires.reserveCapacity(shape.wireCount)
        for _ in 0 ..< shape.nodeCount { nodes.append(Self.node(&random)) }
        for piece in 0 ..< shape.pieces {
            for _ in 0 ..< shape.wiresPerPiece { wires.append(wire(of: piece, &random)) }
        }
    }

    /// The piece that a node belongs to.
    public func piece(ofNode node: Int) -> Int { node / shape.nodesPerPiece }

    /// The wires that end in another piece than they begin in.
    public var crossingCount: Int { wires.reduce(0) { $0 + (piece(ofNode: $1.input) == piece(ofNode: $1.output) ? 0 : 1) } }

    /// The wires whose inner iteration does not converge: a property of the model, of about one in 20000.
    public var divergentCount: Int {
        wires.reduce(0) { $0 + (4 * Model.timeStep / ($1.capacitance * $1.resistance) < 1 ? 0 : 1) }
    }

    private static func node(_ random: inout Random48) -> Node {
        let capacitance = Float(random.next() + 1)
        let leakage = Float(Double(0.1 as Float) * random.next())
        return Node(capacitance: capacitance, leakage: leakage, voltage: Float(2 * random.next() - 1))
    }

    private mutating func wire(of piece: Int, _ random: inout Random48) -> Wire {
        let resistance = Float(random.next() * 10 + 1)
        let inductance = Float((random.next() + 0.1) * 1e-6 * 1e-3)
        let capacitance = Float(random.next() * 0.1)
        let input = anyNode(of: piece, &random)
        let isInside = 100 * random.next() < Double(shape.percentInside) || shape.pieces == 1
        let output = isInside ? anyNode(of: piece, &random) : sharedNode(outside: piece, &random)
        return Wire(resistance: resistance, inductance: inductance, capacitance: capacitance, input: input, output: output)
    }

    private func anyNode(of piece: Int, _ random: inout Random48) -> Int {
        piece * shape.nodesPerPiece + Int(random.next() * Double(shape.nodesPerPiece))
    }

    /// A node of another piece; a piece's shared nodes are taken one after the other, so that they lie together.
    private mutating func sharedNode(outside piece: Int, _ random: inout Random48) -> Int {
        var other = Int(random.next() * Double(shape.pieces - 1))
        if other >= piece { other += 1 }
        var number = Int(random.next() * Double(shape.nodesPerPiece))
        if number >= sharedCounts[other] {
            number = sharedCounts[other]
            sharedCounts[other] += 1
        }
        return other * shape.nodesPerPiece + number
    }
}
