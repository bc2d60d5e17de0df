import CohortDiagnostics
import CohortGeometry
import CohortLife

// Data used by the code of a task that launches others, without a task for it.

extension RegionField {
    /// Reads the field here, when everything launched before that writes it is over.
    ///
    ///     let peak = try await grid.height.reading { h in h.domain.reduce(0) { max($0, h[$1]) } }
    ///
    /// The closure cannot suspend, and its accessor ends with it. Tasks launched inside it that only read run beside it.
    /// - Throws: what the closure throws; the error of a writer; `launch.missing-privilege`; `region.uninitialized-field`;
    ///   `access.out-of-bounds` (debug builds).
    /// - SeeAlso: Legion's inline mappings.
    public func reading<Result>(
        file: StaticString = #fileID, line: UInt32 = #line, _ body: (borrowing Field<Element, N>) throws -> Result
    ) async throws -> Result {
        try await mapped(.read, "reading", file, line) { frame in
            let field = Field<Element, N>(frame, 0)
            return try body(field)
        }
    }

    /// Reads and writes the field here, when everything launched before that uses it is over.
    ///
    /// Tasks launched inside the closure that use the field run after it, as program order would have it if the closure's end stood
    /// before them: what it writes later they see as well. Otherwise as `reading`.
    public func updating<Result>(
        file: StaticString = #fileID, line: UInt32 = #line, _ body: (inout Field<Element, N>) throws -> Result
    ) async throws -> Result {
        try await mapped(.readWrite, "updating", file, line) { frame in
            var field = Field<Element, N>(frame, 0)
            return try body(&field)
        }
    }

    /// Overwrites the field here; the old contents are lost. Otherwise as `updating`.
    public func overwriting<Result>(
        file: StaticString = #fileID, line: UInt32 = #line, _ body: (inout Discard<Element, N>) throws -> Result
    ) async throws -> Result {
        try await mapped(.discard, "overwriting", file, line) { frame in
            var field = Discard<Element, N>(frame, 0)
            return try body(&field)
        }
    }

    private func mapped<Result>(
        _ access: Access, _ name: StaticString, _ file: StaticString, _ line: UInt32, _ body: (TaskFrame) throws -> Result
    ) async throws -> Result {
        let builder = LaunchBuilder(name, nil, file: file, line: line)
        builder.plan.kind = .operation(.inlineMapping)
        builder.plan.predicate = nil
        builder.field(self, access)
        guard let context = builder.context else { throw LaunchMisuse.noContext("a mapping", builder.place) }
        let mapping = InlineMapping()
        let box = TypedFutureBox<Void>(count: 1)
        await context.open(mapping, builder.plan, result: box)
        guard let frame = mapping.frame else {
            context.close(mapping)
            let error = box.firstFailure ?? LaunchMisuse.noContext("a mapping", builder.place)
            context.didSee(error)
            throw error
        }
        let outcome = Swift.Result { try frame.use { try body(frame) } }
        let isBroken = frame.hasFailed
        context.close(mapping)
        if isBroken {
            if let failure = await context.wait(for: box) ?? box.firstFailure {
                context.didSee(failure)
                throw failure
            }
        }
        return try outcome.get()
    }
}
