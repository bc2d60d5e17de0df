/// What generated code calls things, apart from everything that the task's author named.
struct TaskNames {
    let frame: String
    let address: String
    let result: String
    let builder: String
    let file: String
    let line: String
    let domain: String
    /// What each parameter is called; one that is named like its task would hide the task.
    let parameters: [String]

    init(_ task: TaskDeclaration) {
        var names = Names(task.names)
        frame = names.free("frame")
        address = names.free("address")
        result = names.free("result")
        builder = names.free("builder")
        file = names.free("file")
        line = names.free("line")
        domain = names.free("domain")
        var locals: [String] = []
        for parameter in task.parameters {
            locals.append(parameter.name == task.name ? names.free(parameter.name) : parameter.name)
        }
        parameters = locals
    }
}
