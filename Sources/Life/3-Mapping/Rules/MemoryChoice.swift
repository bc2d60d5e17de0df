import CohortMachineModel

/// The memory that data go to: the first of several that the machine has, and that the task's processor reaches.
public struct MemoryChoice: Sendable, Hashable {
    /// A way to choose one.
    public enum Option: Sendable, Hashable {
        /// The one that the processor reaches best; main memory for tasks that run on any worker.
        case nearest
        /// Where the data are already; where they are nowhere, the next option counts.
        case current
        /// The one of that kind and number, or the best of that kind.
        case kind(MachineModel.Memory.Kind, Int?)
    }

    /// The options, the best first.
    public let options: [Option]

    /// The one that the processor reaches best.
    public static let nearest = Self(options: [.nearest])
    /// Where the data are already.
    public static let current = Self(options: [.current])
    /// Main memory.
    public static let system = only(.system)
    /// The memory of a GPU.
    public static let framebuffer = only(.framebuffer)
    /// Main memory that devices reach.
    public static let zeroCopy = only(.zeroCopy)

    /// The one of that kind and number, or of that kind the one that the processor reaches best.
    public static func only(_ kind: MachineModel.Memory.Kind, _ number: Int? = nil) -> Self {
        Self(options: [.kind(kind, number)])
    }

    /// This, and where it is not there or out of reach, another.
    public func `else`(_ other: Self) -> Self { Self(options: options + other.options) }

    /// The memory for a requirement: of a task on a processor, or on any worker, or of an operation, which reaches all; nothing when
    /// there is none.
    func memory(
        for requirement: RequirementToMap, of subject: TaskRule.Subject, on processor: MachineModel.Processor?,
        _ machine: MachineModel
    ) -> MachineModel.Memory? {
        guard let reader = processor ?? machine.processor(.cpu, 0) else { return nil }
        let reached = subject == .task ? machine.memories.withAffinity(to: reader) : machine.memories
        for option in options {
            if option == .nearest, processor == nil { return machine.systemMemory }
            if let memory = Self.memory(option, requirement, reader, reached) { return memory }
        }
        return nil
    }

    private static func memory(
        _ option: Option, _ requirement: RequirementToMap, _ reader: MachineModel.Processor,
        _ reached: MachineQuery<MachineModel.Memory>
    ) -> MachineModel.Memory? {
        switch option {
        case .nearest: reached.withBestAffinity(to: reader).first
        case .current: requirement.memoryOfData.flatMap { current in reached.first { $0.id == current.id } }
        case .kind(let kind, let number?): reached.first { $0.kind == kind && $0.number == number }
        case .kind(let kind, nil): reached.only(kind).withBestAffinity(to: reader).first ?? reached.only(kind).first
        }
    }
}

extension MemoryChoice: CustomStringConvertible {
    /// As rules are written: `framebuffer else node 1 else system`.
    public var description: String { options.map(\.description).joined(separator: " else ") }
}

extension MemoryChoice.Option: CustomStringConvertible {
    /// As rules are written: `node 1`.
    public var description: String {
        switch self {
        case .nearest: "nearest"
        case .current: "current"
        case .kind(let kind, let number): kind.rawValue + (number.map { " \($0)" } ?? "")
        }
    }
}
