import SwiftSyntax

extension TaskCheck {
    /// Judges a parameter by its role.
    func check(_ parameter: TaskParameter, _ findings: inout Findings) {
        let type = parameter.syntax.type
        switch parameter.role {
        case .accessor(let accessor, let isMutable):
            accessor.checkArguments(&findings, at: type)
            check(accessor, of: parameter, isMutable: isMutable, &findings)
        case .accessStruct(let name, _):
            checkAccessStruct(parameter, name, &findings)
        case .value(let value):
            if !task.isAsync { checkLeafValue(parameter, value, &findings) }
        }
    }

    private func check(
        _ accessor: AccessorType, of parameter: TaskParameter, isMutable: Bool, _ findings: inout Findings
    ) {
        let type = parameter.syntax.type
        let name = "'\(parameter.name)'"
        if accessor.kind == .field, !isMutable, !type.specifiers.contains("borrowing") {
            findings.add(
                "task.privilege",
                "how a task holds a field is its privilege; "
                    + "declare \(name) as `borrowing \(accessor.text)` to read "
                    + "or `inout \(accessor.text)` to read and write", at: type)
        }
        if accessor.kind.needsMutation, !isMutable {
            findings.add(
                "task.privilege",
                "\(accessor.name) changes the field; declare \(name) as `inout \(accessor.text)`", at: type)
        }
        if accessor.kind == .noAccess, !type.specifiers.contains("borrowing") {
            findings.add(
                "task.privilege", "NoAccess only names the field; declare \(name) as `borrowing \(accessor.text)`", at: type)
        }
    }

    private func checkAccessStruct(_ parameter: TaskParameter, _ name: String, _ findings: inout Findings) {
        let type = parameter.syntax.type
        let specifier = type.specifiers.joined(separator: " ")
        let base = type.withoutSpecifiers
        if let known = base.baseName, PlainTypes.launching.union(PlainTypes.futures).contains(known) {
            return findings.add(
                "task.handle", "\(known) is a handle, which a task receives by value; remove `\(specifier)`", at: type)
        }
        let isValue = PlainTypes.numbers.union(["Point", "Rect"]).union(PlainTypes.counted).contains(base.baseName ?? "")
        if base.baseName == nil || isValue {
            findings.add(
                "task.value",
                "a value is passed to a task, and comes back only as its result; "
                    + "remove `\(specifier)` from '\(parameter.name)' and return the new value", at: type)
        }
    }

    /// A leaf's values travel as bytes, and it gets nothing to launch with.
    private func checkLeafValue(_ parameter: TaskParameter, _ value: TypeSyntax, _ findings: inout Findings) {
        let name = value.baseName ?? ""
        if PlainTypes.launching.contains(name) {
            findings.add(
                "task.leaf",
                "a synchronous task cannot launch, so it has no use for \(name); "
                    + "declare it `async`, or take fields as parameters", at: value)
        } else if PlainTypes.futures.contains(name) {
            findings.add(
                "task.future",
                "a synchronous task cannot wait for a future; declare '\(parameter.name)' with the type of the value, "
                    + "and pass the future when launching", at: value)
        } else if PlainTypes.counted.contains(name) || value.holdsReferences {
            findings.add(
                "task.bytes",
                "a synchronous task receives values as bytes, which \(value.trimmedDescription) is not; "
                    + "put the data into a region, or declare the task `async`", at: value)
        }
    }
}

extension TypeSyntax {
    /// True for forms of types that are never bitwise copyable.
    fileprivate var holdsReferences: Bool {
        self.is(ArrayTypeSyntax.self) || self.is(DictionaryTypeSyntax.self)
            || withoutSpecifiers.is(FunctionTypeSyntax.self) || self.is(SomeOrAnyTypeSyntax.self)
    }
}
