import CohortLife

// Explicit copies: operations in program order like any task, with the same privileges, dependences and failures.

extension FieldArgument {
    /// Copies a field: `self[i] = source[i]` for every point of `self`, which is overwritten whole.
    ///
    /// The regions may be of different trees; only the points matter. With partitions, or projections within `forEach`, there
    /// is one copy for each colour.
    ///
    ///     halos.temperature.copy(from: grid.temperature)
    ///     forEach(blocks.colors) { i in ghosts[i].value.copy(from: blocks[(i + 1) % 8].value) }
    ///
    /// - Parameter source: one field; its domain has every point of this one's, colour by colour.
    /// - Errors: `copy.missing-points`; those of any launch: `region.uninitialized-field`, `launch.missing-privilege`,
    ///   `launch.arguments-interfere` where both are the same field and overlap, `launch.points-interfere` between colours.
    /// - Complexity: O(points), by rows, and where rows follow each other without a gap by whole rectangles; nothing is allocated
    ///   for data. The launch compares the domains of each colour.
    /// - SeeAlso: Legion's `CopyLauncher` and `IndexCopyLauncher`.
    @discardableResult
    public func copy<Element, let N: Int>(
        from source: some FieldArgument<Column<Element, N>>, file: StaticString = #fileID, line: UInt32 = #line
    ) -> Future<Void> where Key == Column<Element, N> {
        let launch = CopyLaunch("copy", file, line)
        launch.builder.field(self, .discard)
        launch.builder.field(source, .read)
        return launch.direct()
    }

    /// Folds a field into this one: `combine(&self[i], source[i])` for every point of `self`.
    ///
    ///     totals.mass.copy(from: shares.mass, reducing: Sum<Double>.self)
    ///
    /// It is a reduction like a task's: several with one operator do not wait for each other, and fold in program order.
    ///
    /// - Errors: as for a plain copy.
    /// - Complexity: O(points); an accumulator of the size of each piece unless the operator is exact and the pieces disjoint.
    /// - SeeAlso: Legion's `CopyLauncher` with a reduction as destination.
    @discardableResult
    public func copy<Operator: ReductionOperator, let N: Int>(
        from source: some FieldArgument<Column<Operator.Element, N>>, reducing type: Operator.Type,
        file: StaticString = #fileID, line: UInt32 = #line
    ) -> Future<Void> where Key == Column<Operator.Element, N> {
        let launch = CopyLaunch("copy", file, line)
        launch.builder.field(self, .reduce(type))
        launch.builder.field(source, .read)
        return launch.direct()
    }
}
