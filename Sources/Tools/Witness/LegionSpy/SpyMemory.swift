/// In which instance each operation works.
///
/// A region of which the log tells no instances has one that is made up, and so has each of its fields one place. In others it is the
/// instance that the log says; where it says none, the operation has a virtual one, which Legion Spy does not look into. So it is for
/// those that read what nobody wrote, at which it would stop.
struct SpyMemory {
    private let log: Log
    private let placements: Placements
    private let managed: Set<Int>
    /// Who reads what nobody wrote.
    private var unwritten: Set<Read> = []
    /// The same of copies.
    private(set) var unwrittenCopies: Set<Int> = []

    private struct Read: Hashable { let operation: Int, requirement: Int, field: Int }

    /// What has been written, as the program goes on.
    private struct Written {
        struct Key: Hashable { let region: Int, field: Int }
        private var areas: [Key: Area] = [:]

        func has(_ area: Area, _ key: Key) -> Bool { areas[key]?.contains(area) ?? area.isEmpty }
        mutating func add(_ area: Area, _ key: Key) { areas[key] = areas[key]?.union(area) ?? area }
        mutating func remove(_ area: Area, _ key: Key) { areas[key] = areas[key]?.subtracting(area) }
    }

    init(_ log: Log, _ copies: MergedCopies, _ order: SpyProgramOrder) {
        self.log = log
        placements = Placements(log)
        managed = Set(log.instances.values.map(\.region))
        if managed.isEmpty { return }
        let contexts = Dictionary(log.contexts.values.map { ($0.operation, $0.number) }) { first, _ in first }
        var written = Written()
        for context in log.contexts.values.filter({ log.operations[$0.operation] == nil }).map(\.number).sorted() {
            follow(context, order, contexts, copies, &written)
        }
    }

    /// Whether the log tells of instances of a region.
    func isManaged(_ region: Int) -> Bool { managed.contains(region) }

    /// Whether an operation detaches an array from a region with instances: there are no data any more where the array was.
    func discards(_ operation: Int) -> Bool {
        guard case .point(let number, _) = log.operations[operation], let launch = log.launches[number] else { return false }
        return launch.kind == "detach" && launch.requirements.allSatisfy { isManaged($0.region) }
    }

    /// The number for Legion Spy of an instance; 0 is the virtual one.
    func instance(_ operation: Int, _ requirement: Log.Requirement, _ field: Int) -> Int {
        guard isManaged(requirement.region), !discards(operation) else { return Self.whole(requirement.region) }
        if unwritten.contains(Read(operation: operation, requirement: requirement.index, field: field)) { return 0 }
        return placements.instance(operation, requirement.index, field).map(Self.number) ?? 0
    }

    /// The number of an instance of the log.
    static func number(_ instance: Int) -> Int { 2 * instance + 1 }

    /// The number of the instance that is made up for a region.
    static func whole(_ region: Int) -> Int { 2 * region }

    /// Goes through a context in program order, and into the tasks that launch others.
    private mutating func follow(
        _ context: Int, _ order: SpyProgramOrder, _ contexts: [Int: Int], _ copies: MergedCopies, _ written: inout Written
    ) {
        for operation in order.operations(in: context) {
            look(copies.indices(of: operation, comingAfter: false), copies, written)
            let uses = uses(of: operation)
            for use in uses where use.requirement.privilege == .read {
                for field in use.requirement.fields
                where !written.has(use.area, .init(region: use.requirement.region, field: field)) {
                    unwritten.insert(Read(operation: operation, requirement: use.requirement.index, field: field))
                }
            }
            contexts[operation].map { follow($0, order, contexts, copies, &written) }
            let discards = discards(operation)
            for use in uses where use.requirement.privilege != .read {
                for field in use.requirement.fields {
                    let key = Written.Key(region: use.requirement.region, field: field)
                    if discards {
                        written.remove(use.area, key)
                    } else if placements.instance(operation, use.requirement.index, field) != nil {
                        written.add(use.area, key)
                    }
                }
            }
            look(copies.indices(of: operation, comingAfter: true), copies, written)
        }
    }

    private mutating func look(_ indices: [Int], _ copies: MergedCopies, _ written: Written) {
        for index in indices {
            let copy = copies.all[index]
            if !copy.fields.allSatisfy({ written.has(copy.area, .init(region: copy.region, field: $0)) }) {
                unwrittenCopies.insert(index)
            }
        }
    }

    private func uses(of operation: Int) -> [(requirement: Log.Requirement, area: Area)] {
        guard case .point(let launch, let point) = log.operations[operation], let launch = log.launches[launch],
            log.runs[operation]?.outcome != .unwanted
        else { return [] }
        return launch.requirements.compactMap { requirement in
            guard isManaged(requirement.region), !requirement.accumulates, requirement.privilege != .none,
                let area = log.area(of: requirement, point: point)
            else { return nil }
            return (requirement, area)
        }
    }
}
