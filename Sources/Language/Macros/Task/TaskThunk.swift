/// The function that workers call for a leaf task: a C function of the frame's address.
struct TaskThunk {
    let task: TaskDeclaration

    var text: String {
        let names = TaskNames(task)
        var lines = TaskCall(task: task, names: names) { _ in true }.statements
        if task.isThrowing {
            lines = ["do {"] + lines.map { "    " + $0 } + ["} catch {", "    \(names.frame).fail(error)", "}"]
        }
        if !task.parameters.isEmpty || task.result != nil || task.isThrowing {
            lines.insert("let \(names.frame) = TaskFrame(\(names.address))", at: 0)
        }
        return """
            \(task.attributes)\(task.modifiers)func \(task.thunkName)(_ \(names.address): UnsafeMutableRawPointer) {
            \(lines.indented(1))
            }
            """
    }
}
