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
        let program = mapOperations { operation in
            guard operation.label == label, let changed = change(operation) else { return operation }
            didChange = true
            return changed
        }
        return didChange ? program : nil
    }

    /// Without a partition that nothing uses.
    func removingPartition(_ partition: Int) -> RandomProgram? {
        let isNamed = partitions.contains {
            $0.parent?.partition == partition || $0.making.partitions.contains(partition)
        }
        guard !isNamed, !probes.contains(where: \.dividesAnew) else { return nil }
        let renumber = { (index: Int) in index > partition ? index - 1 : index }
        var isUsed = false
        var smaller = mapTargets { target in
            guard case .partition(let index) = target.base else { return target }
            if index == partition { isUsed = true }
            return Target(.partition(renumber(index)), target.choice)
        }
        guard !isUsed else { return nil }
        smaller.partitions.remove(at: partition)
        for index in smaller.partitions.indices {
            smaller.partitions[index].making = smaller.partitions[index].making.renumbered(renumber)
            if let parent = smaller.partitions[index].parent {
                smaller.partitions[index].parent = PieceName(renumber(parent.partition), parent.color)
            }
        }
        return smaller
    }

    /// With a partition that is given its pieces instead of computing them.
    func spellingOut(_ partition: Int) -> RandomProgram? {
        if case .explicit = partitions[partition].making { return nil }
        var program = self
        program.partitions[partition].making = .explicit(partitions[partition].pieces)
        return program
    }

    /// With a partition that does not look whether data lead outside.
    func unchecking(_ partition: Int) -> RandomProgram? {
        guard partitions[partition].isChecked else { return nil }
        var program = self
        program.partitions[partition].isChecked = false
        return program
    }

    /// With a region that the main task makes, and not a task that returns it.
    func makingHere(_ region: Int) -> RandomProgram? {
        guard regions[region].birth != .here, !partitions.indices.contains(where: { hasShares($0, of: region) }) else {
            return nil
        }
        var program = self
        if case .output = regions[region].birth {
            program.regions[region].birth = .written
        } else {
            program.regions[region].birth = .here
        }
        return program
    }

    /// With fewer points in one region and in those over the same index space; nil when partitions would change their colours.
    func keeping(_ spots: Set<Spot>, of region: Int) -> RandomProgram? {
        guard !spots.isEmpty, spots.count < regions[region].spots.count else { return nil }
        if case .output = regions[region].birth { return nil }
        var program = self
        let space = regions[region].twin ?? region
        for other in regions.indices where (regions[other].twin ?? other) == space {
            program.regions[other].spots.removeAll { !spots.contains($0) }
        }
        for index in partitions.indices {
            let shape = program.partitions[index]
            if (regions[shape.region].twin ?? shape.region) == space, case .explicit(let pieces) = shape.making {
                program.partitions[index].making = .explicit(pieces.map { $0.filter(spots.contains) })
            }
            program.partitions[index].pieces = program.pieces(of: program.partitions[index])
            if program.partitions[index].pieces.count != partitions[index].pieces.count { return nil }
            if program.leadsOutside(program.partitions[index]) { return nil }
        }
        return program
    }

    private func mapTargets(_ change: (Target) -> Target) -> RandomProgram {
        mapOperations { operation in
            guard var launch = operation.launch else { return operation }
            var operation = operation
            for index in launch.arguments.indices { launch.arguments[index].target = change(launch.arguments[index].target) }
            operation.launch = launch
            return operation
        }
    }

    /// Changes every step, inner ones after those around them.
    private func mapOperations(_ change: (Operation) -> Operation) -> RandomProgram {
        func visit(_ operation: Operation) -> Operation {
            var operation = change(operation)
            operation.inner = operation.inner.map(visit)
            return operation
        }
        var program = self
        program.operations = operations.map(visit)
        program.probes = probes.map(visit)
        return program
    }
}

extension Operation {
    /// True for a step that makes a partition itself.
    fileprivate var dividesAnew: Bool { if case .divide = action { true } else { false } }

    /// Its labels and those within, if it is the one named or holds it: what goes with it.
    fileprivate func labels(under name: Int) -> [Int] {
        label == name ? labels : inner.flatMap { $0.labels(under: name) }
    }

    /// This step without others and without what needs them; nil when it is gone itself.
    fileprivate func without(_ gone: Set<Int>) -> Operation? {
        if gone.contains(label) { return nil }
        var operation = self
        if let condition, !gone.isDisjoint(with: condition.sources) { operation.condition = nil }
        switch action {
        case .fill(var fill):
            if case .result(let source) = fill.source, gone.contains(source) {
                fill.source = .bits((1.0).bitPattern)
                operation.action = .fill(fill)
            }
        case .launch(var launch):
            launch.values = launch.values.map { value in value.source.map(gone.contains) == true ? .constant(1) : value }
            operation.action = .launch(launch)
        case .reduceMap(let source, _), .wait(let source):
            if gone.contains(source) { return nil }
        case .epoch(let members):
            if members.allSatisfy({ gone.contains($0.label) }) { return nil }
        case .again(let part):
            if part.steps.allSatisfy({ gone.contains($0.label) }) { return nil }
        case .copy, .inline, .fence, .destroy, .drop, .attach, .detach, .acquire, .release, .divide, .column: break
        }
        operation.inner = operation.inner.compactMap { $0.without(gone) }
        return operation
    }
}
