/// The variables of one running task, each in a box of its own; nearly all tasks have none. Ends with the task.
package final class TaskVariables {
    private var boxes: [(number: Int, box: AnyObject)] = []

    /// The box of a variable, made when first asked for. O(variables of the task).
    package func box(_ number: Int, _ make: () -> AnyObject) -> AnyObject {
        if let known = boxes.first(where: { $0.number == number }) { return known.box }
        let made = make()
        boxes.append((number, made))
        return made
    }

    /// Those of the task whose code the calling thread runs; nil outside tasks.
    ///
    /// The context comes first, since code that maps data inline has a frame too, that of the mapping. A leaf has no context.
    package static var current: TaskVariables? {
        if let context = TaskContext.current { return made(&context.variables) }
        guard let frame = TaskFrame.current?.record else { return nil }
        return made(&frame.variables)
    }

    private static func made(_ place: inout TaskVariables?) -> TaskVariables {
        let variables = place ?? TaskVariables()
        place = variables
        return variables
    }
}
