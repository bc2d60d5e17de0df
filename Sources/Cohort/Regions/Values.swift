import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortLife

// Looking at a field from the task that launches: waits for the writers, and copies.

extension RegionField {
    /// All elements in the order of the domain; suspends until the tasks that write them are over.
    ///
    /// - Throws: `region.uninitialized-field`, `launch.missing-privilege`, or the error of a task that should have written.
    /// - Complexity: O(points) time and memory; for looking at results, not for computing.
    public func values(file: StaticString = #fileID, line: UInt32 = #line) async throws -> [Element] {
        let builder = LaunchBuilder("values", nil, file: file, line: line)
        builder.plan.kind = .operation(.inlineMapping)
        builder.field(self, .read)
        builder.run { frame in
            let field = Field<Element, N>(frame, 0)
            var values: [Element] = []
            for point in field.domain { values.append(field[point]) }
            frame.finish(with: values)
        }
        let future: Future<[Element]> = builder.single()
        return try await future.value
    }

    /// Overwrites all elements, given in the order of the domain.
    ///
    /// - Errors: another number of values than points fails the write with `region.value-count`.
    @discardableResult
    public func set(_ values: [Element], file: StaticString = #fileID, line: UInt32 = #line) -> Future<Void> {
        let builder = LaunchBuilder("set", nil, file: file, line: line)
        builder.plan.kind = .operation(.inlineMapping)
        builder.field(self, .discard)
        let count = domain.volume
        if values.count != count, builder.plan.defect == nil {
            builder.plan.defect = CohortError(
                .valueCount, "\(values.count) values for the \(count) points of '\(node.path(in: tree, piece: piece))'",
                rule: "`set` takes one value for each point of the domain", fix: "pass \(count) values", at: builder.place)
        }
        builder.run { frame in
            var field = Field<Element, N>(frame, 0)
            var next = 0
            for point in field.domain {
                field[point] = values[next]
                next += 1
            }
        }
        return builder.single()
    }
}
