/// The ways to make a program smaller.
enum Simplifications {
    /// Makes a program smaller; nil when it does not apply.
    typealias Change = (RandomProgram) -> RandomProgram?

    /// All of them, the boldest first.
    static func all(of program: RandomProgram) -> [Change] {
        var changes: [Change] = [halve(\.operations), halve(\.probes)]
        for label in program.labels { changes.append { $0.removing(label) } }
        for label in program.labels { changes += simplifications(of: label) }
        for partition in program.partitions.indices.reversed() { changes.append { $0.removingPartition(partition) } }
        for (region, shape) in program.regions.enumerated() {
            changes.append { $0.keeping(Set(shape.spots.prefix(shape.spots.count / 2)), of: region) }
            changes.append { $0.keeping(Set(shape.spots.suffix(shape.spots.count / 2)), of: region) }
            for spot in shape.spots { changes.append { $0.keeping(Set(shape.spots).subtracting([spot]), of: region) } }
        }
        return changes
    }

    private static func halve(_ list: WritableKeyPath<RandomProgram, [Operation]>) -> Change {
        { program in
            guard program[keyPath: list].count > 2 else { return nil }
            let gone = program[keyPath: list].suffix(program[keyPath: list].count / 2)
            return gone.reduce(program) { $0.removing($1.label) }
        }
    }

    private static func simplifications(of label: Int) -> [Change] {
        var changes: [Change] = [
            { $0.changing(label) { $0.condition == nil ? nil : Operation($0.label, $0.action) } },
            launch(label, if: { $0.children != nil }) { $0.children = nil },
            launch(label, if: { !$0.values.isEmpty }) { $0.values = [] },
            launch(label, if: { $0.awaitsChildren }) { $0.awaitsChildren = false },
        ]
        for argument in 0 ..< 3 {
            changes.append(
                launch(label, if: { $0.arguments.count > max(1, argument) && !$0.hasChildren }) {
                    $0.arguments.remove(at: argument)
                })
            changes.append(
                launch(label, if: { argument < $0.arguments.count && $0.canLoseField(argument) }) {
                    $0.arguments[argument].fields.removeLast()
                })
        }
        return changes
    }

    /// Changes a launch if it is such a one.
    private static func launch(
        _ label: Int, if applies: @escaping (Launch) -> Bool, _ change: @escaping (inout Launch) -> Void
    ) -> Change {
        { program in
            program.changing(label) { operation in
                guard case .launch(var launch) = operation.action, applies(launch) else { return nil }
                change(&launch)
                return Operation(operation.label, .launch(launch), if: operation.condition)
            }
        }
    }
}

extension Launch {
    /// True when some step names an argument.
    fileprivate var hasChildren: Bool { !(children ?? []).isEmpty }

    fileprivate func canLoseField(_ argument: Int) -> Bool { arguments[argument].fields.count > 1 && !hasChildren }
}
