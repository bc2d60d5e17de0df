/// A statement about single parts of a machine.
struct Detail: Sendable {
    /// What is said.
    enum Statement: Sendable {
        case place(PartName<MachineModel.Processor.Kind>, node: Int)
        case capacity(PartName<MachineModel.Memory.Kind>, ByteCount)
        case reach(PartName<MachineModel.Processor.Kind>, PartName<MachineModel.Memory.Kind>, MachineModel.Affinity?)
        case link(PartName<MachineModel.Memory.Kind>, PartName<MachineModel.Memory.Kind>, MachineModel.Affinity?)
        case noAffinities
    }

    let statement: Statement
    let origin: SettingOrigin
}

/// A part, or all of a kind.
struct PartName<Kind: RawRepresentable<String> & Sendable>: Sendable, CustomStringConvertible {
    let kind: Kind
    /// Nil for all of the kind.
    let number: Int?

    var description: String { kind.rawValue + (number.map { " \($0)" } ?? "") }

    func names<Part: MachinePart>(_ part: Part) -> Bool where Part.Kind == Kind {
        part.kind == kind && (number == nil || number == part.number)
    }
}
