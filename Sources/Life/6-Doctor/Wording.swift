import CohortDiagnostics

// How the doctor names things.

extension Census {
    /// A task or operation by its name and the line that launched it.
    func name(of record: RecordPointer) -> String {
        guard let launch = record.pointee.launch else { return "an operation" }
        return "'\(launch.pointee.name)' (\(launch.pointee.place))"
    }

    /// A task that launches others.
    func name(ofCode context: TaskContext) -> String {
        let home = contexts.first { $0.context === context }?.home
        return home.map(name(of:)) ?? "'\(context.trail.last ?? "main")'"
    }

    /// True for what the program knows that it has launched.
    func isTold(_ record: RecordPointer) -> Bool {
        guard let launch = record.pointee.launch else { return false }
        return launch.pointee.whenOver == nil && !launch.pointee.holds.contains { $0 is ArrivalNote }
    }

    /// A generation, who has arrived, and who has not.
    func text(_ state: BarrierState, _ last: UInt64) -> String {
        let (generation, arrived, promised) = state.account(upTo: last)
        let missing = state.arrivalCount - arrived.count - promised.count
        var text = "generation \(generation) of barrier '\(state.name)' (\(state.place)): "
        text += "\(arrived.count) of \(state.arrivalCount) arrivals came"
        if arrived.count > 0 { text += ", by \(arrived.text)" }
        if promised.count > 0 { text += "; \(promised.text) will arrive when it is over" }
        if missing > 0 { text += "; nobody has launched \(missing == 1 ? "the other" : "the other \(missing)")" }
        if state.isOpen, missing > 0 { text += ", which may come from outside" }
        return text
    }
}

extension Arrivals {
    /// The lines, most of them.
    fileprivate var text: String {
        let shown = lines.prefix(4).map { line, count in
            let one = line.name.map { "'\($0)' (\(line.place))" } ?? "the line \(line.place)"
            return count == 1 ? one : "\(one) \(count) times"
        }
        return shown.joined(separator: ", ") + (lines.count > 4 ? " and \(lines.count - 4) more" : "")
    }
}
