/// The graphs that a command line asks for, with the options of Task Bench.
public struct CommandLineGraphs: Sendable {
    /// The graphs, which run together.
    public private(set) var graphs: [TaskGraph] = []
    /// How many nodes to count with when dependences are divided into local ones and others; 0 for not at all.
    public private(set) var nodes = 0
    /// Whether graphs are listed with their dependences, and with those of the other direction.
    public private(set) var verbosity = 0
    /// Whether it is left out to look whether the graphs are in order.
    public private(set) var skipsValidation = false
    /// What is no option of Task Bench, and was passed over: perhaps another system's.
    public private(set) var unknown: [String] = []

    /// An argument that cannot be understood, and why.
    public struct Mistake: Error, CustomStringConvertible {
        public let description: String
    }

    /// Reads arguments, without the program's name.
    public init(_ arguments: [String]) throws(Mistake) {
        var graph = TaskGraph()
        var rest = arguments[...]
        while let option = rest.popFirst() {
            switch option {
            case "-and":
                graphs.append(graph)
                graph = TaskGraph(index: graphs.count)
            case "-v": verbosity = max(verbosity, 1)
            case "-vv": verbosity = 2
            case "-skip-graph-validation": skipsValidation = true
            case "-nodes": nodes = try Self.integer(option, &rest)
            default: try take(option, &rest, &graph)
            }
        }
        graphs.append(graph)
        for graph in graphs {
            if let problem = graph.problem {
                throw Mistake(description: (graphs.count > 1 ? "graph \(graph.index + 1): " : "") + problem)
            }
        }
        if nodes < 0 { throw Mistake(description: "-nodes takes a number from 0 on, not \(nodes)") }
    }

    private mutating func take(_ option: String, _ rest: inout ArraySlice<String>, _ graph: inout TaskGraph) throws(Mistake) {
        switch option {
        case "-steps": graph.steps = try Self.integer(option, &rest)
        case "-width": graph.width = try Self.integer(option, &rest)
        case "-radix": graph.radix = try Self.integer(option, &rest)
        case "-period": graph.chosenPeriod = try Self.integer(option, &rest)
        case "-fraction": graph.fraction = try Self.number(option, &rest)
        case "-iter": graph.kernel.iterations = try Self.integer(option, &rest)
        case "-output": graph.outputBytes = try Self.integer(option, &rest)
        case "-scratch": graph.scratchBytes = try Self.integer(option, &rest)
        case "-sample": graph.kernel.samples = try Self.integer(option, &rest)
        case "-imbalance": graph.kernel.imbalance = try Self.number(option, &rest)
        case "-field": graph.chosenFields = try Self.integer(option, &rest)
        case "-type": graph.dependence = try Self.choice(option, &rest)
        case "-kernel": graph.kernel.form = try Self.choice(option, &rest, others: Kernel.others)
        default: unknown.append(option)
        }
    }

    private static func value(_ option: String, _ rest: inout ArraySlice<String>) throws(Mistake) -> String {
        guard let value = rest.popFirst() else { throw Mistake(description: "\(option) needs a value behind it") }
        return value
    }

    private static func integer(_ option: String, _ rest: inout ArraySlice<String>) throws(Mistake) -> Int {
        let text = try value(option, &rest)
        guard let integer = Int(text) else { throw Mistake(description: "\(option) takes a whole number, not '\(text)'") }
        return integer
    }

    private static func number(_ option: String, _ rest: inout ArraySlice<String>) throws(Mistake) -> Double {
        let text = try value(option, &rest)
        guard let number = Double(text), number.isFinite else {
            throw Mistake(description: "\(option) takes a number, not '\(text)'")
        }
        return number
    }

    private static func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ option: String, _ rest: inout ArraySlice<String>, others: [String: String] = [:]
    ) throws(Mistake) -> Choice {
        let text = try value(option, &rest)
        if let choice = Choice(rawValue: text) { return choice }
        if let reason = others[text] { throw Mistake(description: "\(option) \(text) is not there: \(reason)") }
        throw Mistake(
            description: "\(option) takes one of \(Choice.allCases.map(\.rawValue).joined(separator: ", ")), not '\(text)'")
    }
}
