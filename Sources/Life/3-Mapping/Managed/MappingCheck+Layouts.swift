import CohortData
import CohortDiagnostics
import CohortMachineModel

// Bodies and layouts that a mapper chose.

extension MappingCheck {
    /// The number of the variant that runs: the one answered, or the first of those for the processor.
    func variant(_ chosen: VariantToMap.ID?, _ processor: MachineModel.Processor?) throws(CohortError) -> Int {
        let able = request.variants.ranked(for: processor)
        guard let chosen else { return able.first?.id.number ?? 0 }
        if able.contains(where: { $0.id == chosen }) { return chosen.number }
        let place = processor.map { "on \($0)" } ?? "on any worker"
        guard let known = request.variants.first(where: { $0.id == chosen }) else {
            throw error(
                .mappingVariant, "chose variant \(chosen), which there is not",
                rule:
                    "a task has its own body, which is variant 0, and those that its attribute names: here \(request.variants.count) in all",
                fix: "answer with the `id` of one of `task.variants(on:)`, or with none")
        }
        throw error(
            .mappingVariant, "chose variant '\(known.name)' for \(known.kind.rawValue) processors \(place)",
            rule:
                "a variant runs on processors of its own kind, and the task's own body on all that run bodies; any worker is a CPU worker",
            fix: "answer with one of `task.variants(on:)` of the processor, or with a processor of that kind")
    }

    /// What the instances of a requirement must be like, if anything can be so.
    func layout(_ answer: RequirementMapping, _ number: Int, _ variant: Int) throws(CohortError) -> WantedLayout {
        let need = request.needs[number]
        var wanted = WantedLayout(isStrided: request.isStrided(number, variant))
        if answer.layout.isEmpty { return wanted }
        if need.isShared {
            throw error(
                .mappingShared,
                "asked for the layout \(answer.layout) of \(data(number)), while others may use them at the same time",
                rule: "data that tasks share simultaneously lie in one instance, of columns",
                fix: "answer without a layout where `requirement.isShared` is true")
        }
        wanted.asked = answer.layout.constraints(need.tree.dimension) { fieldNumber($0, need.tree) ?? -1 }
        for case .fields(let names) in answer.layout {
            if let name = names.first(where: { fieldNumber($0, need.tree) == nil }) { throw unknown(name, number) }
        }
        let dimension = need.tree.dimension
        if let problem = wanted.constraints(dimension: dimension).conflict(dimension: dimension) {
            throw impossible(problem, number, wanted)
        }
        return wanted
    }

    /// The field of that name, the newest where there were several.
    private func fieldNumber(_ name: String, _ tree: RegionTree) -> Int32? {
        (0 ..< tree.layout.count).last { tree.layout[$0].name == name }.map(Int32.init)
    }

    private func unknown(_ name: String, _ number: Int) -> CohortError {
        let layout = request.needs[number].tree.layout
        return error(
            .mappingLayout, "wants field '\(name)' in the instance for \(data(number)), which has no such field",
            rule: "an instance holds fields of its region: here \(layout.fields.map(\.name).joined(separator: ", "))",
            fix: "name fields as the field space does")
    }

    /// A layout that nothing can have.
    func impossible(_ problem: LayoutProblem, _ number: Int, _ wanted: WantedLayout) -> CohortError {
        let rule =
            wanted.isStrided
            ? "an instance is as the mapper wants it, and one affine column for each field, which is what the task's accessor walks"
            : "an instance is as the mapper wants it, and has elements that follow one another along the last dimension, as `Field` walks them"
        return error(
            .mappingLayout, "asked for \(problem.constraint) for \(data(number)): \(problem.summary)", rule: rule,
            fix: wanted.isStrided
                ? "answer with traits that go together and suit the points, or with no layout"
                : "answer with traits that go together, or take a `StridedField` in the task")
    }
}
