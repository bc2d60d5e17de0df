import CohortMachineModel

/// One of the bodies of a task, as a mapper sees it.
public struct VariantToMap: Sendable, Identifiable {
    /// The number of a body among those of its task: 0 is the task's own, then come those that its attribute names, in their order.
    public struct ID: Hashable, Sendable, ExpressibleByIntegerLiteral, CustomStringConvertible {
        let number: Int
        /// The body of that number.
        public init(integerLiteral number: Int) { self.number = number }
        /// The number.
        public var description: String { "\(number)" }
    }

    /// Which one.
    public let id: ID
    /// The name of the function.
    public let name: String
    /// The processors that it is for: CPU workers for the task's own body, which runs on all others that run bodies, too.
    public let kind: MachineModel.Processor.Kind
    /// For each requirement, whether the body walks any affine layout of it, and not only a contiguous last dimension.
    public let walksAnyLayout: [Bool]

    /// Whether it can run there.
    public func runs(on processor: MachineModel.Processor) -> Bool {
        processor.runsBodies && (processor.kind == kind || id == 0)
    }
}

extension TaskToMap {
    /// The bodies that can run on a processor, or on any worker, the best first: those for its kind, of these the one declared last, then
    /// the task's own.
    public func variants(on processor: MachineModel.Processor?) -> [VariantToMap] { variants.ranked(for: processor) }
}

extension [VariantToMap] {
    /// The same, whatever they belong to. Any worker is a CPU worker.
    func ranked(for processor: MachineModel.Processor?) -> [VariantToMap] {
        let able = dropFirst().filter { variant in processor.map { variant.runs(on: $0) } ?? (variant.kind == .cpu) }
        return able.reversed() + prefix(1)
    }
}

extension VariantToMap {
    /// The bodies of a launch.
    static func all(of plan: LaunchPlan, _ needs: [PlacementRequest.Need]) -> [VariantToMap] {
        let own = VariantToMap(id: 0, name: plan.name.description, kind: .cpu, walksAnyLayout: needs.map(\.isStrided))
        if plan.variants.isEmpty { return [own] }
        return [own]
            + plan.variants.enumerated().map { number, variant in
                VariantToMap(
                    id: ID(integerLiteral: number + 1), name: variant.name.description, kind: variant.kind,
                    walksAnyLayout: needs.map { variant.isStrided[$0.firstColumn] ?? $0.isStrided })
            }
    }
}
