/// A mapping as the search knows it: for each task where it runs, and for each of its uses where the data lie.
struct TunedMapping: Hashable {
    var tasks: [Choice]

    /// What is chosen for a task, in the words of the rules.
    struct Choice: Hashable {
        /// `any`, or a kind of processor.
        var processor: String
        /// Nil where there is nothing to slice.
        var slicing: String?
        var uses: [Place]
    }

    /// Where the data of a use lie.
    struct Place: Hashable {
        /// A kind of memory.
        var memory: String
        /// `piece` or `region`.
        var extent: String
    }

    /// The rules that say so.
    func rules(for tasks: [TunedTask]) -> String {
        zip(tasks, self.tasks).map { task, choice in
            var lines = ["    processor \(choice.processor)"]
            if let slicing = choice.slicing, choice.processor != "any" { lines.append("    slice \(slicing)") }
            for (use, place) in zip(task.uses, choice.uses) {
                lines.append(
                    "    region \"\(use.region)\" field \"\(use.field)\" \(use.kind) { memory \(place.memory); extent \(place.extent) }"
                )
            }
            return "task \"\(task.name)\" {\n\(lines.joined(separator: "\n"))\n}\n"
        }.joined(separator: "\n")
    }
}
