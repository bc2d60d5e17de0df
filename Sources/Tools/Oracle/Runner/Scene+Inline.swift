import Cohort
import CohortGeometry

// Steps in the launching task's own body.

/// One column as a task's view: what was read of it, and what is to be written.
private struct Snapshot: TaskView {
    var elements: [Spot: UInt64] = [:]

    func read(_ column: Int, _ visit: (Spot, UInt64) -> Void) { for (spot, bits) in elements { visit(spot, bits) } }
    mutating func update(_ column: Int, _ change: (Spot, UInt64) -> UInt64) {
        for spot in elements.keys { elements[spot] = change(spot, elements[spot]!) }
    }
    mutating func write(_ column: Int, _ value: (Spot) -> UInt64?) {
        for spot in elements.keys { if let bits = value(spot) { elements[spot] = bits } }
    }
    mutating func discard(_ column: Int, _ value: (Spot) -> UInt64) { write(column, value) }
    mutating func fold(_ column: Int, _ fold: Fold, _ value: (Spot, UInt64) -> UInt64) {}
}

extension Scene {
    /// What a task would do with one argument, done here; the result is the task's. While the data are mapped, `within` is called.
    func inline(_ label: Int, _ argument: Argument, _ within: () -> Void) async throws -> Double {
        let field = argument.fields[0]
        let area = area(argument.target, 0)
        return switch RandomProgram.kind(field) {
        case .integer: try await inline(label, argument, area, Cells.integers(field), within)
        case .floating: try await inline(label, argument, area, Cells.floats(field), within)
        case .pointer: try await inline(label, argument, area, \.p, within)
        case .place: try await inline(label, argument, area, \.q, within)
        case .range: try await inline(label, argument, area, \.r, within)
        case .text: try await inline(label, argument, area, \.s, within)
        }
    }

    private func inline<E: FrameView.Element>(
        _ label: Int, _ argument: Argument, _ area: Area, _ path: KeyPath<Cells, E>, _ within: () -> Void
    ) async throws -> Double {
        switch area {
        case .line(let region): try await inline(label, argument, region[dynamicMember: path], within)
        case .plane(let region): try await inline(label, argument, region[dynamicMember: path], within)
        }
    }

    private func inline<E: FrameView.Element, let N: Int>(
        _ label: Int, _ argument: Argument, _ field: RegionField<E, N>, _ within: () -> Void
    ) async throws -> Double {
        var snapshot = Snapshot()
        let run = { Body.run(label, Launch([argument]), point: 0, values: [], &snapshot) }
        switch argument.use {
        case .readWrite:
            return try await field.updating { field in
                within()
                FrameView.read(field) { snapshot.elements[$0] = $1 }
                let result = run()
                for point in field.domain { field[point] = E(bits: snapshot.elements[Spot(point)]!) }
                return result
            }
        case .discard:
            return try await field.overwriting { field in
                within()
                for point in field.domain { snapshot.elements[Spot(point)] = 0 }
                let result = run()
                for point in field.domain { field[point] = E(bits: snapshot.elements[Spot(point)]!) }
                return result
            }
        default:
            return try await field.reading { field in
                within()
                FrameView.read(field) { snapshot.elements[$0] = $1 }
                return run()
            }
        }
    }
}
