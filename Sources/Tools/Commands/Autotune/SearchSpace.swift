import Cohort

/// The mappings that a search chooses from: for each task the kinds of processors, for each of its uses the kinds of memory that these
/// processors reach, how launches are sliced, and how much of a region an instance has room for.
struct SearchSpace {
    let tasks: [TunedTask]
    /// The words for processors, and for each the memories, the best first.
    let processors: [(word: String, memories: [String])]
    let slicings: [String]
    /// The capacity of the smallest memory of each kind.
    private let capacities: [String: Int]

    init(_ tasks: [TunedTask], _ machine: MachineModel) {
        self.tasks = tasks
        let kinds = MachineModel.Processor.Kind.allCases.filter { kind in
            [.cpu, .openMP, .gpu].contains(kind) && machine.processors.only(kind).contains { $0.runsBodies }
        }
        let named = kinds.map { ($0.rawValue, Self.memories(of: $0, machine)) }
        // Tasks for any worker run where no node is nearer than another.
        processors = [("any", Self.memories(of: .cpu, machine).filter { $0 != "node" })] + named
        slicings = ["even", "round-robin"]
        capacities = machine.memories.reduce(into: [:]) {
            $0[$1.kind.rawValue] = min($0[$1.kind.rawValue] ?? .max, $1.capacity.bytes)
        }
    }

    /// The kinds of memory that every processor of a kind reaches, those with the most bandwidth first.
    private static func memories(of kind: MachineModel.Processor.Kind, _ machine: MachineModel) -> [String] {
        let processors = Array(machine.processors.only(kind))
        let reached = MachineModel.Memory.Kind.allCases.filter { memory in
            ![.registered, .disk, .file].contains(memory)
                && processors.allSatisfy { !machine.memories.only(memory).withAffinity(to: $0).isEmpty }
        }
        let first = processors[0]
        func bandwidth(_ kind: MachineModel.Memory.Kind) -> Int {
            machine.memories.only(kind).compactMap { machine.affinity(of: first, to: $0)?.bandwidth.bytesPerSecond }.max() ?? 0
        }
        return reached.sorted { bandwidth($0) > bandwidth($1) }.map(\.rawValue)
    }

    /// What a task does on processors of a kind, its data in the memory that these reach best, or in a given one.
    func choice(for task: TunedTask, on processor: String, memory: String? = nil) -> TunedMapping.Choice {
        let memory = memory ?? memories(processor).first ?? "system"
        let place = TunedMapping.Place(memory: memory, extent: Self.isMain(memory) ? "region" : "piece")
        return TunedMapping.Choice(
            processor: processor, slicing: task.isIndexLaunch ? slicings[0] : nil, uses: task.uses.map { _ in place })
    }

    /// What the default mapper does: any worker, main memory.
    var start: TunedMapping { TunedMapping(tasks: tasks.map { choice(for: $0, on: "any", memory: "system") }) }

    /// The memories that processors of a word reach, the best first.
    func memories(_ processor: String) -> [String] { processors.first { $0.word == processor }?.memories ?? [] }

    static func isMain(_ memory: String) -> Bool { ["system", "node", "zero-copy"].contains(memory) }

    /// Whether each task has room in each memory for what one of its points uses there. Others may be in its way; that shows when it
    /// runs.
    func fits(_ mapping: TunedMapping) -> Bool {
        zip(tasks, mapping.tasks).allSatisfy { task, choice in
            var needs: [String: Int] = [:]
            for (use, place) in zip(task.uses, choice.uses) {
                needs[place.memory, default: 0] += place.extent == "piece" ? use.largest : max(use.whole, use.largest)
            }
            return needs.allSatisfy { $0.value <= capacities[$0.key] ?? .max }
        }
    }

    /// All mappings in which each task has its data in one kind of memory, sliced evenly.
    var small: [TunedMapping] {
        let choices = tasks.map { task in
            processors.flatMap { one in one.memories.map { choice(for: task, on: one.word, memory: $0) } }
        }
        return choices.reduce([TunedMapping(tasks: [])]) { mappings, choices in
            mappings.flatMap { mapping in choices.map { TunedMapping(tasks: mapping.tasks + [$0]) } }
        }
    }

    /// How many these are.
    var smallCount: Double {
        let each = Double(processors.reduce(0) { $0 + $1.memories.count })
        return tasks.reduce(1) { count, _ in count * each }
    }
}
