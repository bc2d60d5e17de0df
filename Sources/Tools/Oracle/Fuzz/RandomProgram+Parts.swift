// Programs with a part less. References to what is gone become constants, or go too.

extension RandomProgram {
    /// The names of all steps, inner ones after those around them.
    var labels: [Int] { (operations + probes).flatMap(\.labels) }

    /// Without a step, and without those that only look at its result.
    func removing(_ label: Int) -> RandomProgram {
        var gone = Set((operations + probes).flatMap { $0.labels(under: label) })
        while true {
            var program = self
            program.operations = operations.compactMap { $0.without(gone) }
            program.probes = probes.compactMap { $0.without(gone) }
            let lost = Set(labels).subtracting(program.labels)
            if lost == gone { return program }
            gone = lost
        }
    }

    /// Replaces one step; nil when `change` gives nil.
    func changing(_ label: Int, _ change: (Operation) -> Operation?) -> RandomProgram? {
        var didChange = false
        func visit(_ operation: Operation) -> Operation {
            var operation = operation
            if operation.label == label, let changed = change(operation) {
                didChange = true
                operation = changed
            } else if case .launch(var launch) = operation.action {
                launch.children = launch.children?.map(visit)
                operation.action = .launch(launch)
            }
            return operation
        }
        var program = self
        program.operations = operations.map(visit)
        program.probes = probes.map(visit)
        return didChange ? program : nil
    }

    /// Without a partition that nothing uses.
    func removingPartition(_ partition: Int) -> RandomProgram? {
        guard !partitions.contains(where: { $0.parent?.partition == partition }) else { return nil }
        var isUsed = false
        let program = mapTargets { target in
            guard case .partition(let index) = target.base else { return target }
            if index == partition { isUsed = true }
            return index > partition ? Target(.partition(index - 1), target.choice) : target
        }
        guard !isUsed else { return nil }
        var smaller = program
        smaller.partitions.remove(at: partition)
        for index in smaller.partitions.indices {
            if let parent = smaller.partitions[index].parent, parent.partition > partition {
                smaller.partitions[index].parent = PieceName(parent.partition - 1, parent.color)
            }
        }
        return smaller
    }

    /// With fewer points in one region.
    func keeping(_ spots: Set<Spot>, of region: Int) -> RandomProgram? {
        guard !spots.isEmpty, spots.count < regions[region].spots.count else { return nil }
        var program = self
        program.regions[region].spots.removeAll { !spots.contains($0) }
        for partition in program.partitions.indices where program.partitions[partition].region == region {
            for piece in program.partitions[partition].pieces.indices {
                program.partitions[partition].pieces[piece].removeAll { !spots.contains($0) }
            }
        }
        return program
    }

    private func mapTargets(_ change: (Target) -> Target) -> RandomProgram {
        func visit(_ operation: Operation) -> Operation {
            var operation = operation
            switch operation.action {
            case .fill(let target, let field, let source): operation.action = .fill(change(target), field: field, source)
            case .launch(var launch):
                for index in launch.arguments.indices {
                    launch.arguments[index].target = change(launch.arguments[index].target)
                }
                launch.children = launch.children?.map(visit)
                operation.action = .launch(launch)
            case .reduceMap, .wait: break
            }
            return operation
        }
        var program = self
        program.operations = operations.map(visit)
        program.probes = probes.map(visit)
        return program
    }
}

extension Operation {
    fileprivate var labels: [Int] {
        guard case .launch(let launch) = action else { return [label] }
        return [label] + (launch.children ?? []).flatMap(\.labels)
    }

    /// Its labels and those within, if it is the one named or holds it: what goes with it.
    fileprivate func labels(under name: Int) -> [Int] {
        if label == name { return labels }
        guard case .launch(let launch) = action else { return [] }
        return (launch.children ?? []).flatMap { $0.labels(under: name) }
    }

    /// This step without others and without what needs them; nil when it is gone itself.
    fileprivate func without(_ gone: Set<Int>) -> Operation? {
        if gone.contains(label) { return nil }
        var operation = self
        if let condition, gone.contains(condition.source) { operation.condition = nil }
        switch action {
        case .fill(let target, let field, .result(let source)):
            if gone.contains(source) { operation.action = .fill(target, field: field, .bits((1.0).bitPattern)) }
        case .fill: break
        case .launch(var launch):
            launch.values = launch.values.map { value in value.source.map(gone.contains) == true ? .constant(1) : value }
            launch.children = launch.children?.compactMap { $0.without(gone) }
            operation.action = .launch(launch)
        case .reduceMap(let source, _), .wait(let source):
            if gone.contains(source) { return nil }
        }
        return operation
    }
}
