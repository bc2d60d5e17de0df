/// What each operation does with which data, and in which instance.
struct SpyRequirements {
    private let log: Log
    private let spaces: SpySpaces
    private let program: SpyProgram
    private let memory: SpyMemory
    /// The operations that run contexts, by context.
    private let runners: [Int: Int]

    init(_ log: Log, _ spaces: SpySpaces, _ program: SpyProgram, _ memory: SpyMemory) {
        self.log = log
        self.memory = memory
        self.spaces = spaces
        self.program = program
        runners = log.contexts.mapValues(\.operation)
    }

    /// One requirement as Legion Spy has it: of one index space, with privileges that come from one.
    private struct Line {
        let region: Log.Region
        let space: Int
        let privilege: Int
        let coherence: Int
        let parent: Int
        /// Each with the instance that the operation works in.
        let fields: [(number: Int, instance: Int)]
    }

    func write(_ text: inout SpyText) {
        for (region, birth) in program.births.sorted(by: { $0.value < $1.value }) { writeBirth(region, birth, &text) }
        let twins = SpyTwins(log)
        for operation in program.numbers.sorted(by: { $0.value < $1.value }).map(\.key) {
            guard case .point(let launch, let point) = log.operations[operation], let launch = log.launches[launch] else {
                continue
            }
            for (task, group) in zip(program.tasks(of: operation), twins.groups(of: operation)) {
                let all = group.flatMap { lines(of: $0, operation, point, launch) }
                for (index, line) in all.enumerated() { write(line, task, index, &text) }
                if log.runs[operation]?.outcome == .unwanted { text.line("Predicate False \(task)") }
            }
        }
    }

    private func writeBirth(_ number: Int, _ birth: Int, _ text: inout SpyText) {
        guard let region = log.regions[number], let space = spaces.space(of: region) else { return }
        let line = Line(
            region: region, space: space, privilege: .writeDiscard, coherence: 0, parent: spaces.nowhere,
            fields: region.fields.keys.sorted().map { ($0, SpyMemory.whole(number)) })
        write(line, birth, 0, &text)
    }

    private func write(_ line: Line, _ operation: Int, _ index: Int, _ text: inout SpyText) {
        let region = line.region.number
        text.line(
            "Logical Requirement \(operation) \(index) 1 \(line.space.hex) \(region) \(region) \(line.privilege) \(line.coherence) 0 \(line.parent.hex)"
        )
        for field in line.fields {
            text.line("Logical Requirement Field \(operation) \(index) \(field.number)")
            text.line("Mapping Decision \(operation) \(index) \(field.number) \(field.instance.hex)")
        }
    }

    /// A requirement of one point, divided by where the privileges for its fields come from; nothing when it orders nothing.
    private func lines(of requirement: Log.Requirement, _ operation: Int, _ point: Int, _ launch: Log.Launch) -> [Line] {
        guard !requirement.accumulates, requirement.privilege != .none, !requirement.fields.isEmpty,
            let region = log.regions[requirement.region], let piece = requirement.piece(of: point),
            let space = spaces.space(requirement.partition, piece)
        else { return [] }
        let area = log.area(of: requirement, point: point) ?? Area()
        let byParent = Dictionary(grouping: requirement.fields) { parent(of: area, $0, requirement.region, launch.context) }
        return byParent.sorted { $0.key < $1.key }.map { parent, fields in
            Line(
                region: region, space: space,
                privilege: memory.discards(operation) ? .writeDiscard : requirement.spyPrivilege,
                coherence: requirement.spyCoherence, parent: parent,
                fields: fields.map { ($0, memory.instance(operation, requirement, $0)) })
        }
    }

    /// The index space that a context's privileges for some data come from, if its task shares them with others that run at the same
    /// time. Then its children are ordered among themselves and not after those of the others.
    private func parent(of area: Area, _ field: Int, _ region: Int, _ context: Int) -> Int {
        guard let runner = runners[context], case .point(let number, let point) = log.operations[runner],
            let launch = log.launches[number]
        else { return spaces.nowhere }
        let holder = launch.requirements.first {
            $0.region == region && $0.coherence != .exclusive && $0.fields.contains(field)
                && log.area(of: $0, point: point)?.contains(area) == true
        }
        return holder.flatMap { $0.piece(of: point).flatMap { piece in spaces.space(holder?.partition ?? 0, piece) } }
            ?? spaces.nowhere
    }
}

extension Log.Requirement {
    /// The privilege in Legion's numbers. Folds come in program order, so they are changes; and who may leave some of the old data needs
    /// them.
    fileprivate var spyPrivilege: Int {
        switch privilege {
        case .none: 0
        case .read: 1
        case .readWrite, .write, .reduce: .readWrite
        case .discard: .writeDiscard
        }
    }

    /// The coherence in Legion's numbers. An atomic reader may come at any time beside those that take turns, as a simultaneous one may.
    fileprivate var spyCoherence: Int {
        if privilege == .reduce { return 0 }
        return privilege == .read && coherence == .atomic ? Log.Coherence.simultaneous.rawValue : coherence.rawValue
    }
}

extension Int {
    fileprivate static let readWrite = 7
    fileprivate static let writeDiscard = 0x1000_0007
}
