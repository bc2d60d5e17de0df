import Cohort

/// What a running task of a program has at hand: regions, partitions, results of the steps before.
final class Scene {
    let program: RandomProgram
    /// The main task's regions, or the arguments of another.
    let areas: [Area]
    let isMain: Bool
    private var partitions: [Parts] = []
    private var ruled: [Target.Base: Parts] = [:]
    /// The points that each argument has; for rules.
    private let held: [Spots]
    var results: [Int: Handle]
    private var conditions: [Int: Future<Bool>] = [:]

    /// The result of a step.
    enum Handle {
        case single(Future<Double>)
        case map(FutureMap<Double>)
    }

    /// The main task's.
    init(_ program: RandomProgram) {
        self.program = program
        isMain = true
        held = []
        results = [:]
        areas = program.regions.enumerated().map { Area($1, named: "region\($0)") }
        for shape in program.partitions {
            let divided = shape.parent.map { partitions[$0.partition][$0.color] } ?? areas[shape.region]
            partitions.append(divided.partitioned(shape.pieces))
        }
    }

    /// Another task's.
    init(within outer: Scene, _ areas: [Area], _ held: [Spots], _ results: [Int: Handle]) {
        program = outer.program
        isMain = false
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
        case .partition(let index): return partitions[index]
        case .ruled(let index, let rule):
            if let known = ruled[base] { return known }
            let made = areas[index].partitioned(rule.pieces(of: held[index]))
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

    /// A future of whether a step's result is a lucky one.
    func condition(_ condition: Condition) -> Future<Bool> {
        let key = condition.isNegated ? ~condition.source : condition.source
        if let known = conditions[key] { return known }
        let builder = LaunchBuilder("condition", nil, file: #fileID, line: #line)
        builder.argument(single(condition.source))
        let isNegated = condition.isNegated
        builder.run { $0.finish(with: Body.holds($0.value(0, as: Double.self), isNegated: isNegated)) }
        let made: Future<Bool> = builder.single()
        conditions[key] = made
        return made
    }
}
