import CohortDiagnostics

// Asking the mapper, and mappers that do not answer.

extension InstanceManager {
    /// The mapper's answer to a question about the task or operation of that name, in the mapper's synchronization model. What it throws
    /// becomes an error that names both.
    func ask<Answer>(
        _ question: String, _ name: String, _ trail: @autoclosure () -> [String], _ place: SourceLocation?,
        _ answer: (any Mapper, MappingContext) throws -> Answer
    ) throws(CohortError) -> Answer {
        do {
            return try post.ask { try answer(mapper, context) }
        } catch {
            throw refusal(error, question, name, trail(), place)
        }
    }

    /// The mapper's answer to a question about a launch, or a point of it.
    func ask<Answer>(
        _ question: String, about request: PlacementRequest, _ launch: LaunchPointer,
        _ answer: (any Mapper, MappingContext) throws -> Answer
    ) throws(CohortError) -> Answer {
        try ask(question, request.name, launch.pointee.context.trail(to: launch), request.place, answer)
    }

    /// Tells the mapper something, in its synchronization model.
    func tell(_ what: (any Mapper, MappingContext) -> Void) { post.ask { what(mapper, context) } }

    /// What a mapper may know of the machine now, and do.
    private var context: MappingContext {
        MappingContext(machine: machine, used: state.withLock { $0.pools.map(\.usedByteCount) }, post: post)
    }

    private func refusal(
        _ error: any Error, _ question: String, _ name: String, _ trail: [String], _ place: SourceLocation?
    ) -> CohortError {
        guard var known = error as? CohortError else {
            return CohortError(
                .mappingRefused, "mapper '\(post.mapperName)' did not answer `\(question)` for '\(name)': \(error)",
                rule: "a mapper answers what it is asked; the error that it throws instead is the task's",
                fix: "see what the error says, or leave the question to another mapper", trail: trail, at: place)
        }
        if known.trail.isEmpty { known.trail = trail }
        known.place = known.place ?? place
        return known
    }
}

extension CohortError {
    /// The same, with the lines of rules, or whoever else had their way with the answer, before the trail.
    func decided(by reasons: [String: String]) -> CohortError {
        var error = self
        error.trail = Set(reasons.values).sorted() + trail
        return error
    }
}
