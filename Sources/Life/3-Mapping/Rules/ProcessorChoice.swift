import CohortMachineModel

/// The processors that tasks go to: the first of several groups that the machine has.
public struct ProcessorChoice: Sendable, Hashable {
    /// Some processors of a kind.
    public struct Group: Sendable, Hashable {
        /// The kind; nothing for whichever worker is free.
        public let kind: MachineModel.Processor.Kind?
        /// Their numbers; none for all.
        public let numbers: [Int]
        /// Their NUMA node; nothing for any.
        public let node: Int?
    }

    /// The groups, the best first.
    public let groups: [Group]

    /// Whichever worker is free.
    public static let any = Self(groups: [Group(kind: nil, numbers: [], node: nil)])
    /// All CPU workers.
    public static let cpu = only(.cpu)
    /// All GPUs.
    public static let gpu = only(.gpu)
    /// All OpenMP groups.
    public static let openMP = only(.openMP)
    /// All processors for tasks that wait.
    public static let io = only(.io)

    /// The processors of a kind that have these numbers, or all, on this node, or on all.
    public static func only(_ kind: MachineModel.Processor.Kind, _ numbers: Int..., node: Int? = nil) -> Self {
        Self(groups: [Group(kind: kind, numbers: numbers, node: node)])
    }

    /// These, and where the machine has none of them, others.
    public func `else`(_ others: Self) -> Self { Self(groups: groups + others.groups) }

    /// Those that there are, and that run tasks; empty for any worker, and nothing where the machine has none.
    func processors(of machine: MachineModel) -> [MachineModel.Processor]? {
        for group in groups {
            guard let kind = group.kind else { return [] }
            let found = machine.processors.only(kind).filter { one in
                one.runsBodies && (group.numbers.isEmpty || group.numbers.contains(one.number))
                    && (group.node == nil || one.node?.rawValue == group.node)
            }
            if !found.isEmpty { return Array(found) }
        }
        return nil
    }
}

extension ProcessorChoice: CustomStringConvertible {
    /// As rules are written: `gpu 0, 2 else cpu node 1`.
    public var description: String { groups.map(\.description).joined(separator: " else ") }
}

extension ProcessorChoice.Group: CustomStringConvertible {
    /// As rules are written: `gpu 0, 2`.
    public var description: String {
        let numbers = numbers.isEmpty ? "" : " " + numbers.map(String.init).joined(separator: ", ")
        return (kind?.rawValue ?? "any") + numbers + (node.map { " node \($0)" } ?? "")
    }
}
