/// Whose a launch is: mappers are asked about each in its own way.
package enum LaunchKind {
    /// A task of the program's.
    case task
    /// Something that the runtime does with data.
    case operation(OperationToMap.Kind)
    /// Something that the runtime does with futures or barriers alone, which no mapper hears of.
    case bookkeeping

    var operation: OperationToMap.Kind? { if case .operation(let kind) = self { kind } else { nil } }
    var isTask: Bool { if case .task = self { true } else { false } }
}
