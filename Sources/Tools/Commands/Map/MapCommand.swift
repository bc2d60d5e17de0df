import Cohort

/// `cohort map`: what decides where the tasks and data of a program are.
enum MapCommand: Command {
    static let name = "map"
    static let summary = "says which rule or mapper decided where tasks and data are"
    static let help = """
        usage: cohort map --explain [--json] [--rules FILE] -- PROGRAM [ARGUMENT…]
               cohort map --explain [--json] [--rules FILE] DECISIONS
               cohort map --check FILE [--synthetic MACHINE]

        --explain runs the program and prints, for each task and each of the regions that
        it uses, which processors and memories were chosen, how often, and which line of
        the rules or which mapper decided it. Rules that decided nothing are named. With a
        file that --cohort-mapper record:FILE wrote, it prints that instead.

            --rules FILE   the rules to run with; without it those of COHORT_RULES, if any
            --json         one JSON object

        --check reads rules and names all their mistakes.

            --synthetic MACHINE   also what this machine could not follow: a description
                                  such as "gpus 2", or the name of a file that has one

        The status is that of the program; of --check it is 1 when there are mistakes.
        """

    static func run(_ arguments: [String]) async throws -> Int32 {
        var request = try Request(arguments)
        do {
            switch request.action {
            case .check(let path): return try check(path, request.machine)
            case .explain: return try explain(&request)
            }
        } catch let error as CohortError where error.code == .mappingRules {
            throw Complaint(error: error)
        }
    }

    private static func check(_ path: String, _ machine: String?) throws -> Int32 {
        let rules = try Rules(file: path)
        if let machine {
            let model: MachineModel
            do { model = try MachineConfiguration(synthetic: machine).model } catch { throw UsageError(error.description) }
            try rules.check(on: model)
        }
        let count = rules.tasks.reduce(0) { $0 + 1 + $1.regions.count }
        print("\(path): \(count == 1 ? "1 rule" : "\(count) rules"), no mistakes")
        return 0
    }

    private static func explain(_ request: inout Request) throws -> Int32 {
        let rules = try request.rules.map { (path) throws in try Rules(file: path) }
        var status: Int32 = 0
        let decisions: [Decision]
        if let file = request.decisions {
            decisions = try Decision.recorded(in: file)
        } else {
            let run = try ProgramRun(request.program, rules: request.rules)
            status = run.status
            decisions = try run.decisions()
        }
        let explanation = Explanation(decisions, rules)
        print(request.isJSON ? explanation.json : explanation.text)
        return status
    }
}

/// Mistakes in rules, which are the user's work and not the command line's.
private struct Complaint: Error, CustomStringConvertible {
    let error: CohortError
    var description: String { error.description }
}
