import CohortData
import CohortDiagnostics
import CohortLife

extension CopyLaunch {
    /// Adds fields by name to the requirement added last.
    func append(_ names: [String]) {
        guard plan.defect == nil, let last = plan.requirements.indices.last else { return }
        let tree = plan.requirements[last].tree
        for name in names {
            do throws(CohortError) {
                plan.fields.append(Int32(try tree.layout.number(name, of: "region '\(tree.name)'", builder.place)))
            } catch {
                plan.defect = error
                return
            }
        }
        plan.requirements[last].fields = plan.requirements[last].fields.lowerBound ..< plan.fields.count
    }

    /// Makes the launch one that is refused unless the two lists of fields pair up, in number and in size or type.
    func pairFields() {
        guard plan.defect == nil else { return }
        let (target, source) = (plan.requirements[0], plan.requirements[1])
        let (targets, sources) = (plan.fields[target.fields], plan.fields[source.fields])
        guard !targets.isEmpty, targets.count == sources.count, Set(targets).count == targets.count else {
            plan.defect = CohortError(
                .copyFields,
                "\(sources.count) fields of region '\(source.tree.name)' are copied to \(targets.count) of '\(target.tree.name)', "
                    + "of which \(Set(targets).count) differ",
                rule: "the lists of fields pair up: at least one, as many on both sides, and none twice in the destination",
                fix: "name each field of the destination once, and one of the source for each", at: builder.place)
            return
        }
        for (to, from) in zip(targets, sources) {
            let (to, from) = (target.tree.layout[Int(to)], source.tree.layout[Int(from)])
            if to.managed != nil || from.managed != nil {
                if to.type != from.type { return plan.defect = types(from, to) }
            } else if to.stride != from.stride {
                return plan.defect = sizes(from, to)
            }
        }
    }

    private func types(_ from: FieldDescriptor, _ to: FieldDescriptor) -> CohortError {
        CohortError(
            .copyType, "field '\(from.name)' holds \(from.type), field '\(to.name)' \(to.type)",
            rule: "elements that are more than their bits are copied as values, so both fields of a pair hold the same type",
            fix: "pair fields of one type, or convert the elements in a task", at: builder.place)
    }

    private func sizes(_ from: FieldDescriptor, _ to: FieldDescriptor) -> CohortError {
        CohortError(
            .copySize,
            "field '\(from.name)' of \(from.type) takes \(from.stride) bytes an element, field '\(to.name)' of \(to.type) takes \(to.stride)",
            rule: "fields copied by name have elements of one size", fix: "convert the elements in a task", at: builder.place)
    }
}
