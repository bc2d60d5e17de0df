extension Generator {
    /// Adds parts that are repeated, with dice of their own: the rest of the program is what it was without them.
    mutating func addRepeatedParts() {
        let kept = dice
        dice = Dice(program.seed ^ 0x7261_6365)
        defer { dice = kept }
        if dice.hits(2) { return }
        for _ in 0 ..< dice.among(1 ... 2) { keep { $0.repeatedStep() } }
    }

    /// A part that is repeated: it must be legal in each turn.
    private mutating func repeatedStep() -> Operation? {
        let outer = known
        defer { known = outer }
        var part = Repeated(
            [], times: dice.among(2 ... 12), lacking: dice.hits(4) ? dice.among(1 ... 11) : nil, waits: dice.hits(5))
        for _ in 0 ..< dice.among(1 ... 4) {
            guard let step = repeatableStep() else { continue }
            var longer = part
            longer.steps.append(step)
            if oracle.trial(Operation(0, .again(longer))) != nil { continue }
            part = longer
            // What the last step results in may be of another turn.
            known.remember(step)
        }
        return part.steps.isEmpty ? nil : Operation(label(), .again(part))
    }

    /// A step that means the same each time: it waits for no barrier, and what it shares has an order.
    private mutating func repeatableStep() -> Operation? {
        let names = MainNames(program)
        let step = dice.hits(5) ? fillStep(names) : dice.hits(4) ? copyStep(names) : launchStep(names)
        return step.flatMap { $0.isRepeatable ? $0 : nil }
    }
}

extension Operation {
    fileprivate var isRepeatable: Bool {
        guard let launch else { return inner.allSatisfy(\.isRepeatable) }
        return launch.company.arrivesAt == nil && launch.company.awaits == nil
            && launch.arguments.allSatisfy { $0.coherence == .exclusive } && inner.allSatisfy(\.isRepeatable)
    }
}
