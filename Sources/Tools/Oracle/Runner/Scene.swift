import Cohort

/// What a running task of a program has at hand: regions, partitions, results of the steps before.
final class Scene {
    let program: RandomProgram
    /// The threads that may run tasks at the same time.
    let workers: Int
    /// The main task's regions, or the arguments of another; nil when nobody needs them any more.
    var areas: [Area?]
    var partitions: [Parts?] = []
    /// Within an epoch, whether there are workers enough for it.
    var epochIsTogether: Bool?
    private var ruled: [Target.Base: Parts] = [:]
    /// The points that each argument has; for rules.
    private let held: [Spots]
    var results: [Int: Handle]
    var conditions: [Condition: Future<Bool>] = [:]
    private var barriers: [Int: PhaseBarrier] = [:]
    private var reservations: [Int: Reservation] = [:]
    /// Arrays outside by number, those that were detached too.
    var arrays: [Int: OutsideArray] = [:]
    /// Fields that come and go.
    private(set) lazy var table = Table()
    /// What the accessors of this task stand for, by argument and field.
    var passed: [Int: [Int: PassedField]] = [:]

    /// The result of a step.
    enum Handle {
        case single(Future<Double>)
        case map(FutureMap<Double>)
    }

    /// The main task's.
    init(_ program: RandomProgram, workers: Int) async throws {
        self.program = program
        self.workers = workers
        held = []
        results = [:]
        areas = []
        var spaces: [Int: Area.Space] = [:]
        for (number, shape) in program.regions.enumerated() {
            let (area, shares) = try await Area.born(shape, number, &spaces)
            areas.append(area)
            if let shares, program.hasShares(partitions.count, of: number) { partitions.append(shares) }
            for partition in program.partitions[partitions.count...].prefix(while: { $0.region == number }) {
                partitions.append(try make(partition))
            }
        }
    }

    /// Another task's.
    init(within outer: Scene, _ areas: [Area], _ held: [Spots], _ results: [Int: Handle]) {
        program = outer.program
        workers = outer.workers
        self.areas = areas
        self.held = held
        self.results = results
    }

    // MARK: Data

    /// The undivided base, if it is one.
    func area(_ base: Target.Base) -> Area? {
        switch base {
        case .region(let index), .argument(let index): areas[index]
        case .partition, .ruled: nil
        }
    }

    /// A partition; one made by rule is made on its first use.
    func parts(_ base: Target.Base) -> Parts {
        switch base {
        case .partition(let index): return partitions[index]!
        case .ruled(let index, let rule):
            if let known = ruled[base] { return known }
            let made = areas[index]!.partitioned(rule.pieces(of: held[index]))
            ruled[base] = made
            return made
        case .region, .argument:
            // our bug: the generator chooses among pieces only of partitions.
            preconditionFailure("an undivided region has no pieces")
        }
    }

    /// The one piece that a target names for a point.
    func area(_ target: Target, _ point: Int) -> Area {
        if let area = area(target.base) { return area }
        switch target.choice {
        case .whole: return parts(target.base)[0]
        case .piece(let color): return parts(target.base)[color]
        case .each(let projection): return parts(target.base)[projection.color(point, of: count(target.base))]
        }
    }

    /// The points of that piece, for tasks that will divide it.
    func spots(_ target: Target, _ point: Int) -> Spots {
        let pieces: [Spots] =
            switch target.base {
            case .region(let index): [program.regions[index].spots]
            case .partition(let index): program.partitions[index].pieces
            case .argument(let index): [held[index]]
            case .ruled(let index, let rule): rule.pieces(of: held[index])
            }
        return switch target.choice {
        case .whole: pieces[0]
        case .piece(let color): pieces[color]
        case .each(let projection): pieces[projection.color(point, of: pieces.count)]
        }
    }

    func count(_ base: Target.Base) -> Int {
        switch base {
        case .region, .argument: 1
        case .partition(let index): program.partitions[index].pieces.count
        case .ruled(_, let rule): rule.count
        }
    }

    // MARK: Results

    func single(_ label: Int) -> Future<Double> {
        switch results[label]! {
        case .single(let future): future
        case .map(let map): map[0]
        }
    }

    func map(_ label: Int) -> FutureMap<Double>? { if case .map(let map) = results[label]! { map } else { nil } }

    /// A future of whether a condition holds.
    func condition(_ condition: Condition) -> Future<Bool> {
        if let known = conditions[condition] { return known }
        let made: Future<Bool> =
            switch condition {
            case .lucky(let label): isLucky(single(label))
            case .not(let one): !self.condition(one)
            case .and(let one, let other): self.condition(one) && self.condition(other)
            case .or(let one, let other): self.condition(one) || self.condition(other)
            }
        conditions[condition] = made
        return made
    }

    private func isLucky(_ result: Future<Double>) -> Future<Bool> {
        let builder = LaunchBuilder("condition", nil, file: #fileID, line: #line)
        builder.argument(result)
        builder.run { $0.finish(with: Body.isLucky($0.value(0, as: Double.self))) }
        return builder.single()
    }

    // MARK: Company

    func barrier(_ number: Int) -> PhaseBarrier {
        let barrier = barriers[number] ?? PhaseBarrier(arrivals: 1)
        barriers[number] = barrier
        return barrier
    }

    func reservation(_ number: Int) -> Reservation {
        let reservation = reservations[number] ?? Reservation()
        reservations[number] = reservation
        return reservation
    }
}
