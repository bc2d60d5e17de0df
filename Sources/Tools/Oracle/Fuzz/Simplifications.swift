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
        for partition in program.partitions.indices { changes.append { $0.spellingOut(partition) } }
        for partition in program.partitions.indices { changes.append { $0.unchecking(partition) } }
        for region in program.regions.indices { changes.append { $0.makingHere(region) } }
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
            { $0.changing(label, simplerCondition) },
            launch(label, if: { $0.children != nil }) { $0.children = nil },
            launch(label, if: { !$0.values.isEmpty }) { $0.values = [] },
            launch(label, if: { $0.isInner }) { $0.isInner = false },
            launch(label, if: { $0.arguments.contains { $0.coherence != .exclusive } }) {
                for index in $0.arguments.indices { $0.arguments[index].coherence = .exclusive }
            },
            { $0.changing(label, simplerArray) },
            { $0.changing(label, simplerPart) },
            launch(label, if: { $0.awaitsChildren }) { $0.awaitsChildren = false },
            launch(label, if: { $0.company.holds != nil }) { $0.company.holds = nil },
            launch(label, if: { $0.company.isGang }) { $0.company.isGang = false },
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
        changes.append { $0.changing(label, withoutLastField) }
        return changes
    }

    /// An array in the region's own layout; one that is detached with the data.
    private static func simplerArray(_ operation: Operation) -> Operation? {
        switch operation.action {
        case .attach(var attach) where attach.isColumnMajor:
            attach.isColumnMajor = false
            return Operation(operation.label, .attach(attach))
        case .detach(let number, flush: false): return Operation(operation.label, .detach(number, flush: true))
        default: return nil
        }
    }

    /// A part that is repeated less often, or always alike.
    private static func simplerPart(_ operation: Operation) -> Operation? {
        guard case .again(var part) = operation.action else { return nil }
        if part.lacking != nil {
            part.lacking = nil
        } else if part.waits {
            part.waits = false
        } else if part.times > 1 {
            part.times -= 1
        } else {
            return nil
        }
        return Operation(operation.label, .again(part))
    }

    private static func simplerCondition(_ operation: Operation) -> Operation? {
        var operation = operation
        switch operation.condition {
        case .not(let one), .and(let one, _), .or(let one, _): operation.condition = one
        case .lucky, nil: return nil
        }
        return operation
    }

    /// A fill or a copy of several fields with one less.
    private static func withoutLastField(_ operation: Operation) -> Operation? {
        var operation = operation
        switch operation.action {
        case .fill(var fill):
            guard fill.launch.arguments[0].fields.count > 1 else { return nil }
            fill.launch.arguments[0].fields.removeLast()
            operation.action = .fill(fill)
        case .copy(var copy):
            guard copy.launch.arguments[0].fields.count > 1 else { return nil }
            for index in 0 ..< 2 { copy.launch.arguments[index].fields.removeLast() }
            operation.action = .copy(copy)
        default: return nil
        }
        return operation
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
