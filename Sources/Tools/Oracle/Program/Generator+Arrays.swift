// Proposals of steps about arrays outside.

extension Generator {
    mutating func attachStep() -> Operation? {
        let (target, fields, _) = MainNames(program).target(nil, &dice)
        return attachStep(target, dice.pick(fields.filter { RandomProgram.kind($0).isBits }))
    }

    mutating func attachStep(_ target: Target, _ field: Int) -> Operation? {
        arrays += 1
        var attach = Attach(arrays, target, field, salt: dice.next())
        attach.isColumnMajor = dice.hits(3)
        attach.isRestricted = !dice.hits(3)
        return Operation(label(), .attach(attach))
    }

    mutating func detachStep() -> Operation? {
        let attached = oracle.memory.arrays.filter(\.value.isAttached).keys.sorted()
        return attached.isEmpty ? nil : Operation(label(), .detach(dice.pick(attached), flush: !dice.hits(3)))
    }

    /// The acquisition or the release of an array's data, or of some other data.
    mutating func restrictionStep() -> Operation? {
        var (target, fields, _) = MainNames(program).target(nil, &dice)
        if let attach = dice.hits(4) ? nil : openAttach() { (target, fields) = (attach.argument.target, attach.argument.fields) }
        let argument = Argument(target, [dice.pick(fields)], .write)
        let isAcquired = oracle.trial(Operation(0, .release(argument))) == nil && hasArray(argument)
        return Operation(label(), isAcquired != dice.hits(8) ? .release(argument) : .acquire(argument))
    }

    /// An array for data that have one already.
    mutating func attachedAgain() -> Operation? {
        openAttach().flatMap { attachStep($0.argument.target, $0.field) }
    }

    private mutating func openAttach() -> Attach? {
        let attached = program.operations.compactMap { operation -> Attach? in
            guard case .attach(let attach) = operation.action, oracle.memory.arrays[attach.number]?.isAttached == true else {
                return nil
            }
            return attach
        }
        return attached.isEmpty ? nil : dice.pick(attached)
    }

    private func hasArray(_ argument: Argument) -> Bool {
        let held = oracle.held(by: argument, 0, in: oracle.main)
        return oracle.memory.arrays.values.contains {
            $0.isOf(held.region, argument.fields[0]) && !$0.spots.isDisjoint(with: held.spots)
        }
    }

    /// A checked partition, made of data that lead outside.
    mutating func divideStep() -> Operation? {
        for _ in 0 ..< 8 {
            var shape = Self.partition(of: dice.below(program.regions.count), program, &dice)
            shape.isChecked = program.isCheckable(shape)
            if program.leadsOutside(shape) { return Operation(label(), .divide(shape)) }
        }
        return nil
    }
}

extension RandomProgram {
    /// True for partitions that follow data, into what is known to be divided as it stands there.
    func isCheckable(_ shape: PartitionShape) -> Bool {
        switch shape.making {
        case .image, .imageOfRegion: true
        case .preimage(let target, _):
            switch partitions[target].making {
            case .explicit, .clipped, .mapped, .function, .equal, .weights, .blocked, .restricted, .byField: true
            default: false
            }
        default: false
        }
    }
}
