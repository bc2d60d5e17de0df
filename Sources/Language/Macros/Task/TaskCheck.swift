import SwiftSyntax

/// Finds what a task may not be, from its head and its place.
struct TaskCheck {
    let function: FunctionDeclSyntax
    let task: TaskDeclaration
    private let declaredMarks: Set<TaskMark>

    init(_ function: FunctionDeclSyntax, _ task: TaskDeclaration, declaredMarks: Set<TaskMark>) {
        self.function = function
        self.task = task
        self.declaredMarks = declaredMarks
    }

    func run(in surroundings: [Syntax], _ findings: inout Findings) {
        checkGenericity(&findings)
        checkPlace(surroundings, &findings)
        for parameter in task.parameters {
            if checkForm(parameter, &findings) { check(parameter, &findings) }
        }
        checkTraits(&findings)
        checkVariants(&findings)
        if let body = function.body { TaskMark.check(task, declaredMarks, body, &findings) }
        if !task.isAsync, let body = function.body { LaunchFinder.check(body, of: task, &findings) }
    }

    /// Holds a task to what it was declared to be.
    private func checkTraits(_ findings: inout Findings) {
        if task.isLeaf, task.isAsync {
            findings.add(
                "task.leaf", "a leaf task launches nothing, and so is synchronous; remove `async`, or the trait `.leaf`",
                at: function.name)
        }
        if task.isInner, !task.isAsync {
            findings.add(
                "task.inner",
                "an inner task only launches others, and so is `async`; declare it so, or remove the trait `.inner`",
                at: function.name)
        }
        if task.isInner, let body = function.body { InnerCheck.check(task, body, &findings) }
    }

    /// Bodies are chosen among when a task runs; one that launches others is no such body, nor has any.
    private func checkVariants(_ findings: inout Findings) {
        if task.isAsync, !task.variants.isEmpty {
            findings.add(
                "task.variant",
                "a task with variants is synchronous, since they are bodies that compute; remove `async`, or the trait `.variant`",
                at: function.name)
        }
    }

    private func checkGenericity(_ findings: inout Findings) {
        if let clause = function.genericParameterClause {
            findings.add(
                "task.generic",
                "a task cannot be generic, because one compiled body stands for it; "
                    + "wrap the generic function in a task for each concrete type", at: clause)
        }
        if let type = function.signature.returnClause?.type, type.is(SomeOrAnyTypeSyntax.self), type.isOpaque {
            findings.add("task.opaque", "a task's result has a named type; write the type instead of `some`", at: type)
        }
    }

    private func checkPlace(_ surroundings: [Syntax], _ findings: inout Findings) {
        guard let place = surroundings.first else { return }
        if place.is(FunctionDeclSyntax.self) || place.is(ClosureExprSyntax.self) {
            return findings.add(
                "task.local",
                "a task is global or static, because it runs after the function that launches it has returned; "
                    + "move it out of the function", at: function.name)
        }
        if place.asProtocol((any DeclGroupSyntax).self) != nil, !function.modifiers.isStatic {
            findings.add(
                "task.instance",
                "a task belongs to no instance, because it may run where the instance is not; "
                    + "declare it `static`, and pass what it needs", at: function.name)
        }
        let clauses = surroundings.compactMap { $0.asProtocol((any WithGenericParametersSyntax).self)?.genericParameterClause }
        if !clauses.isEmpty {
            findings.add(
                "task.generic", "a task cannot be generic, nor stand in a generic type; move it to a type without parameters",
                at: function.name)
        }
    }

    /// False when the parameter cannot be judged further.
    private func checkForm(_ parameter: TaskParameter, _ findings: inout Findings) -> Bool {
        if let ellipsis = parameter.syntax.ellipsis {
            findings.add(
                "task.variadic",
                "a task's parameters are counted when it is compiled; pass several, or an array to an `async` task",
                at: ellipsis)
            return false
        }
        let type = parameter.syntax.type
        if let specifier = type.specifiers.first(where: { ["consuming", "__owned"].contains($0) }) {
            findings.add(
                "task.consuming",
                "a task cannot keep what it is lent, so `\(specifier)` has no meaning; "
                    + "declare the parameter `borrowing` to read or `inout` to write", at: type)
            return false
        }
        if type.withoutSpecifiers.isOpaque {
            findings.add(
                "task.opaque", "a task cannot be generic; write the concrete type instead of `some`", at: type.withoutSpecifiers)
            return false
        }
        return true
    }
}

extension TypeSyntax {
    var isOpaque: Bool { self.as(SomeOrAnyTypeSyntax.self)?.someOrAnySpecifier.tokenKind == .keyword(.some) }
}
