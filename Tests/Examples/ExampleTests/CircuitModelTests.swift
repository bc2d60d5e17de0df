import Foundation
import Glibc
import Testing

@testable import CircuitModel

@Suite struct CircuitModelTests {
    @Test("The random numbers are those of the C library", arguments: [0, 1, 12345, -7, 1 << 40])
    func random(seed: Int) {
        var ours = Random48(seed: seed)
        // The C library's numbers with a state of our own, since tests run side by side.
        let low = UInt32(truncatingIfNeeded: seed)
        var state: [UInt16] = [0x330E, UInt16(truncatingIfNeeded: low), UInt16(truncatingIfNeeded: low >> 16)]
        for _ in 0 ..< 1000 { #expect(ours.next() == erand48(&state)) }
    }

    struct Expectation: Sendable, CustomTestStringConvertible {
        let shape: CircuitShape, crossing: Int, shared: [Int]
        var testDescription: String { "\(shape.pieces) pieces, \(crossing) crossing" }
    }

    static let expectations = [
        Expectation(
            shape: CircuitShape(pieces: 8, nodesPerPiece: 1024, wiresPerPiece: 4096, percentInside: 95), crossing: 1604,
            shared: [194, 179, 185, 164, 184, 172, 190, 181]),
        Expectation(shape: CircuitShape(), crossing: 178, shared: [49, 33, 39, 52]),
        Expectation(
            shape: CircuitShape(pieces: 4, nodesPerPiece: 64, wiresPerPiece: 128, percentInside: 80), crossing: 106,
            shared: [21, 26, 20, 18]),
    ]

    @Test("Circuits have as many wires between pieces as the published program's", arguments: expectations)
    func counts(_ expected: Expectation) {
        let graph = Graph(expected.shape)
        #expect(graph.crossingCount == expected.crossing)
        #expect(graph.sharedCounts == expected.shared)
        // Shared nodes are the first of their piece, all of them.
        var isShared = [Bool](repeating: false, count: graph.nodes.count)
        for wire in graph.wires where graph.piece(ofNode: wire.input) != graph.piece(ofNode: wire.output) {
            isShared[wire.output] = true
        }
        for (node, flag) in isShared.enumerated() {
            #expect(flag == (node % expected.shape.nodesPerPiece < expected.shared[graph.piece(ofNode: node)]))
        }
    }

    @Test("One piece keeps all its wires, whatever the percentage")
    func onePiece() {
        let graph = Graph(CircuitShape(pieces: 1, nodesPerPiece: 3, wiresPerPiece: 50, percentInside: 0))
        #expect(graph.crossingCount == 0 && graph.sharedCounts == [0])
    }

    @Test("The sequential program writes the published file, digit for digit")
    func file() throws {
        let name = "seq_l5_i1000_p4_npp64_wpp128_pct80_s12345"
        let path = try #require(Bundle.module.path(forResource: name, ofType: "txt", inDirectory: "Resources"))
        let expected = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
        let shape = CircuitShape(pieces: 4, nodesPerPiece: 64, wiresPerPiece: 128, percentInside: 80)
        var circuit = SequentialCircuit(Graph(shape), order: .byIndex)
        circuit.run(loops: 5, steps: 1000)
        let found = circuit.state.exactLines(circuit.graph)
        #expect(found.count == expected.count)
        for (a, b) in zip(found, expected) { #expect(a == b) }
    }

    @Test("The order of the sums shows in shared charges only, and there only in the last digits")
    func order() {
        let shape = CircuitShape(pieces: 8, nodesPerPiece: 128, wiresPerPiece: 512, percentInside: 95)
        let graph = Graph(shape)
        var byIndex = SequentialCircuit(graph, order: .byIndex)
        var byPiece = SequentialCircuit(graph, order: .byPiece)
        for loop in 0 ..< 3 {
            byIndex.calculateNewCurrents(steps: 50)
            byPiece.calculateNewCurrents(steps: 50)
            byIndex.distributeCharge()
            byPiece.distributeCharge()
            var differing = 0
            for node in graph.nodes.indices {
                let (a, b) = (byIndex.state.charge[node], byPiece.state.charge[node])
                let isPrivate = node % shape.nodesPerPiece >= graph.sharedCounts[graph.piece(ofNode: node)]
                if loop == 0, isPrivate { #expect(a == b) }
                if a != b { differing += 1 }
                #expect(abs(a - b) <= 1e-6 * max(abs(a), 1e-6))
            }
            #expect(differing > 0)
            #expect(Conservation.imbalance(byPiece.state) < Conservation.greatestImbalance)
            byIndex.updateVoltages()
            byPiece.updateVoltages()
            #expect(Conservation.isPassive(byPiece.state))
        }
    }

    @Test("A comparison sees the last bit, and a balance a lost contribution")
    func sensitivity() {
        let graph = Graph(CircuitShape(pieces: 2, nodesPerPiece: 8, wiresPerPiece: 16, percentInside: 50))
        var circuit = SequentialCircuit(graph, order: .byPiece)
        circuit.calculateNewCurrents(steps: 50)
        circuit.distributeCharge()
        let good = circuit.state
        #expect(Comparison(good, with: good).count == 0)
        var bad = good
        bad.charge[3] = bad.charge[3].nextUp
        bad.currents[5][9] = bad.currents[5][9].nextDown
        bad.junctions[31][0] = -bad.junctions[31][0]
        bad.voltage[0] = .nan
        #expect(Comparison(bad, with: good).count == 4)
        var lost = good
        lost.charge[graph.wires[0].input] += Model.timeStep * good.currents[0][0]
        #expect(Conservation.imbalance(lost) > Conservation.greatestImbalance)
        #expect(!Conservation.isPassive(bad))
    }
}
