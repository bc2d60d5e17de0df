/// What a task may name when it launches: the main task everything, another one its arguments.
protocol Names {
    /// Random data for a launch of so many points (nil: one task), and what may be done with which fields of it.
    func target(_ points: Int?, _ dice: inout Dice) -> (target: Target, fields: [Int], held: Use)
    /// How deep the launching task is; 0 for the main task.
    var depth: Int { get }
    /// What the tasks that launch can name: one scope for each of them.
    func scopes(_ oracle: Oracle) -> [Scope]
    /// A number of points that some partition has.
    func points(_ dice: inout Dice) -> Int
}

extension Names {
    /// A choice among pieces: one for a single task, and usually all for an index launch.
    func choice(of count: Int, _ points: Int?, _ dice: inout Dice) -> Target.Choice {
        guard points != nil, !dice.hits(8) else { return .piece(dice.below(count)) }
        switch dice.below(6) {
        case 0: return .each(.shifted(dice.among(1 ... 3)))
        case 1: return .each(.reversed)
        case 2: return dice.hits(3) ? .each(.halved) : .each(.identity)
        default: return .each(.identity)
        }
    }
}

/// Names of the main task.
struct MainNames: Names {
    let program: RandomProgram
    let depth = 0

    init(_ program: RandomProgram) { self.program = program }

    func scopes(_ oracle: Oracle) -> [Scope] { [oracle.main] }

    func points(_ dice: inout Dice) -> Int { dice.pick(program.partitions).pieces.count }

    func target(_ points: Int?, _ dice: inout Dice) -> (target: Target, fields: [Int], held: Use) {
        let all = Array(RandomProgram.fieldNames.indices)
        if dice.hits(points == nil ? 4 : 10) {
            return (Target(.region(dice.below(program.regions.count))), all, .readWrite)
        }
        var partition = dice.below(program.partitions.count)
        if let points {
            let fitting = program.partitions.indices.filter { program.partitions[$0].pieces.count == points }
            if !fitting.isEmpty, !dice.hits(12) { partition = dice.pick(fitting) }
        }
        let count = program.partitions[partition].pieces.count
        return (Target(.partition(partition), choice(of: count, points, &dice)), all, .readWrite)
    }
}

/// Names of a task that holds some arguments.
struct HeldNames: Names {
    let arguments: [Argument]
    let rules: [Rule]
    let depth: Int
    let scopes: [Scope]

    func scopes(_ oracle: Oracle) -> [Scope] { scopes }

    func points(_ dice: inout Dice) -> Int { dice.pick(rules).count }

    func target(_ points: Int?, _ dice: inout Dice) -> (target: Target, fields: [Int], held: Use) {
        let index = dice.below(arguments.count)
        let (fields, held) = (arguments[index].fields, arguments[index].use)
        if dice.hits(points == nil ? 3 : 10) { return (Target(.argument(index)), fields, held) }
        let fitting = rules.filter { $0.count == points }
        let rule = fitting.isEmpty ? dice.pick(rules) : dice.pick(fitting)
        return (Target(.ruled(index, rule), choice(of: rule.count, points, &dice)), fields, held)
    }
}
