/// One overload that launches a task.
struct TaskLaunch {
    let task: TaskDeclaration
    /// One task for each colour or point, rather than one.
    let isIndex: Bool
    /// Values may be futures, rather than are there.
    let takesArguments: Bool
    private let names: TaskNames

    init(_ task: TaskDeclaration, isIndex: Bool, takesArguments: Bool) {
        self.task = task
        self.isIndex = isIndex
        self.takesArguments = takesArguments
        names = TaskNames(task)
    }

    /// All overloads of a task.
    static func all(_ task: TaskDeclaration) -> [TaskLaunch] {
        let takesArguments = task.parameters.contains { task.isAsync ? $0.isNumeric : $0.isValue }
        return [false, true].flatMap { isIndex in
            (takesArguments ? [false, true] : [false]).map { TaskLaunch(task, isIndex: isIndex, takesArguments: $0) }
        }
    }

    var text: String {
        let body = task.isAsync ? "nil" : task.thunkReference
        var lines = [
            "let \(names.builder) = LaunchBuilder(\"\(task.plainName)\", \(body), file: \(names.file), line: \(names.line))"
        ]
        if isIndex, !task.takesFields { lines.append("\(names.builder).over(\(names.domain))") }
        lines += zip(task.parameters, names.parameters).compactMap(requirement)
        if task.isInner { lines.append("\(names.builder).passesDataOn()") }
        if !task.marks.isEmpty { lines.append("\(names.builder).marked(\(marks))") }
        if !task.variants.isEmpty { lines.append("\(names.builder).variants { [\(variants)] }") }
        if task.isAsync { lines += asynchronousBody }
        lines.append("return \(names.builder).\(isIndex ? "index" : "single")()")
        let future = isIndex ? "FutureMap" : "Future"
        return """
            \(task.attributes)\(preference)@discardableResult
            \(task.modifiers)func \(task.name)(\(head)) -> \(future)<\(task.resultType)> {
            \(lines.indented(1))
            }
            """
    }

    /// Where the arguments do not tell launching from calling, and either result fits, the function is called. Futures tell; there the
    /// launch must not stand back behind other functions of the name, such as Swift's `print` of anything.
    private var preference: String { task.takesFields || takesArguments ? "" : "@_disfavoredOverload " }

    private var marks: String {
        TaskMark.allCases.filter(task.marks.contains).map { "\($0): true" }.joined(separator: ", ")
    }

    private var variants: String {
        task.variants.map { "TaskVariant<\(task.signature)>(\($0.reference), on: \($0.kind))" }.joined(separator: ", ")
    }

    private var head: String {
        var list = zip(task.parameters, names.parameters).map(declaration)
        if isIndex, !task.takesFields { list.insert("over \(names.domain): Domain", at: 0) }
        list += ["\(names.file): StaticString = #fileID", "\(names.line): UInt32 = #line"]
        return list.joined(separator: ", ")
    }

    private func declaration(_ parameter: TaskParameter, _ name: String) -> String {
        switch parameter.role {
        case .accessor(let type, let isMutable):
            let taken = isIndex ? "some FieldArgument<\(type.column)>" : "RegionField<\(type.element), \(type.dimension)>"
            return parameter.declared(name, as: (isMutable ? "inout " : "") + taken)
        case .accessStruct(let type, _):
            return parameter.declared(name, as: isIndex ? "some RegionArgument<\(type).Key>" : "\(type).Whole")
        case .value(let type):
            if isArgument(parameter) { return parameter.declared(name, as: "some TaskArgument<\(type.trimmedDescription)>") }
            let value = takesArguments ? "" : parameter.syntax.defaultValue.map { " \($0.trimmedDescription)" } ?? ""
            return parameter.declared(name, as: type.trimmedDescription + value)
        }
    }

    private func isArgument(_ parameter: TaskParameter) -> Bool {
        takesArguments && (task.isAsync ? parameter.isNumeric : parameter.isValue)
    }

    /// The call that adds the parameter to the launch; nil for what the closure of an `async` task captures.
    private func requirement(_ parameter: TaskParameter, _ name: String) -> String? {
        switch parameter.role {
        case .accessor(let type, let isMutable):
            return "\(names.builder).field(\(name), \(type.access(isMutable: isMutable)))"
        case .accessStruct(let type, _):
            return "\(type).require(\(names.builder), \(name))"
        case .value:
            if isArgument(parameter) { return "\(names.builder).argument(\(name))" }
            return task.isAsync ? nil : "\(names.builder).value(\(name))"
        }
    }

    private var asynchronousBody: [String] {
        let call = TaskCall(task: task, names: names, isPassedByFrame: isArgument)
        return ["\(names.builder).runAsynchronously { \(names.frame) in"] + call.statements.map { "    " + $0 } + ["}"]
    }
}
