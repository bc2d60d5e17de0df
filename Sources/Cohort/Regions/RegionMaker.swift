import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortLife

/// Makes and destroys region trees for the typed and the dynamic face. What goes wrong makes a defective region, whose
/// error every launch on it reports.
enum RegionMaker {
    static func make<let N: Int>(
        _ rectangle: Rect<N>, _ layout: FieldLayout, _ name: String, _ place: SourceLocation
    ) -> RegionTree {
        do throws(CohortError) {
            return make(try Domain(rectangle), dimension: N, layout, name, place)
        } catch {
            return defective(error, dimension: N, layout, name, place)
        }
    }

    static func make(
        _ domain: Domain, dimension: Int, root: PartitionNode? = nil, _ layout: FieldLayout, _ name: String,
        _ place: SourceLocation
    ) -> RegionTree {
        guard let context = TaskContext.current else {
            return defective(LaunchMisuse.noContext("a region", place), dimension: dimension, layout, name, place)
        }
        do throws(CohortError) {
            guard domain.dimension == dimension else {
                throw CohortError(
                    .geometryDimension, "a \(dimension)-dimensional region over a \(domain.dimension)-dimensional domain",
                    rule: "a region has the dimension of its domain", fix: "write `Region<…, \(domain.dimension)>`", at: place)
            }
            let tree = try RegionTree(domain, layout, name: name, root: root, at: place)
            context.adopt(tree)
            return tree
        } catch {
            return defective(error, dimension: dimension, layout, name, place)
        }
    }

    /// A region that only carries an error.
    static func defective(
        _ error: CohortError, dimension: Int, _ layout: FieldLayout, _ name: String, _ place: SourceLocation
    ) -> RegionTree {
        var error = error
        if error.place == nil { error.place = place }
        guard let tree = try? RegionTree(.empty(dimension: dimension), layout, name: name, defect: error, at: place) else {
            // our bug: an empty region takes no memory and cannot overflow.
            preconditionFailure("an empty region could not be made")
        }
        return tree
    }

    static func destroy(_ tree: RegionTree, _ place: SourceLocation) {
        guard let context = TaskContext.current else { return Warning.print(LaunchMisuse.noContext("`destroy`", place)) }
        context.destroy(tree, at: place)
    }

    static func share(_ tree: RegionTree, _ place: SourceLocation) {
        guard let context = TaskContext.current else { return Warning.print(LaunchMisuse.noContext("`shareOwnership`", place)) }
        context.addOwner(of: tree, at: place)
    }
}

/// Calls made where nothing can be launched.
enum LaunchMisuse {
    /// The error for a call outside any task that may launch.
    static func noContext(_ what: String, _ place: SourceLocation) -> CohortError {
        if let frame = TaskFrame.current {
            let error = CohortError(
                .leafViolation, "leaf task '\(frame.name)' asked for \(what)",
                rule: "a synchronous task only computes; it may not launch tasks or make regions",
                fix: "declare the task `async`, or do this in its parent", at: place)
            frame.fail(error)
            return error
        }
        return CohortError(
            .noContext, "\(what) was asked for outside a Cohort program",
            rule: "tasks and regions belong to a running program: `CohortProgram.main`, an `async` task, or `withCohort`",
            fix: "move the call into the program's `main(_:)`, and stay on its executor (no `Task.detached`, no other actor)",
            at: place)
    }

    /// The error for a task with a result under a condition that gives none when it is false.
    static func noSubstitute(_ task: StaticString, _ place: SourceLocation) -> CohortError {
        CohortError(
            .noSubstitute, "task '\(task)' has a result, and is launched under a condition without a value for the other case",
            rule: "a task that does not run has no result, so its launch says what stands for it",
            fix: "launch it by `predicated(condition, otherwise: value) { … }`", at: place)
    }
}
