import Cohort
import CohortGeometry

// Fills of a program, asked of the runtime.

extension Scene {
    /// Issues what a launch stands for, under its condition and within its `forEach`.
    func issue(_ operation: Operation, _ launch: Launch, _ body: (SymbolicPoint?) -> Void) {
        func issue() {
            guard let points = launch.points, launch.usesForEach else { return body(nil) }
            forEach(Domains.line(points)) { body($0) }
        }
        if let condition = operation.condition.map({ self.condition($0) }) { predicated(condition, issue) } else { issue() }
    }

    func fill(_ operation: Operation, _ fill: Fill) {
        let argument = fill.launch.arguments[0]
        name(fill.launch)
        issue(operation, fill.launch) { symbol in
            // our bug: all that a target can name is there.
            let place = self.argument(argument.target, symbol) as! any Fillable
            switch RandomProgram.kind(argument.fields[0]) {
            case .integer: self.fill(place, argument.fields.map(Cells.integers), fill.source)
            case .floating: self.fill(place, argument.fields.map(Cells.floats), fill.source)
            case .pointer: self.fill(place, [\.p], fill.source)
            case .place: self.fill(place, [\.q], fill.source)
            case .range: self.fill(place, [\.r], fill.source)
            case .text: self.fill(place, [\.s], fill.source)
            }
        }
    }

    private func fill<E: FrameView.Element>(_ place: any Fillable, _ paths: [KeyPath<Cells, E>], _ source: Fill.Source) {
        switch source {
        case .bits(let bits): place.fill(paths, with: E(bits: bits))
        case .result(let label):
            // our bug: results fill fields of floating-point numbers only.
            place.fill(paths, with: single(label) as! Future<E>)
        }
    }
}
