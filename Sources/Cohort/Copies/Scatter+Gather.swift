import CohortLife

extension FieldArgument {
    /// Copies from and to where pointers lead: `self[targets[i]] = source[origins[i]]` for every point of `targets`.
    ///
    ///     sorted.value.scatter(from: items.value, at: moves.old, to: moves.new)
    ///
    /// - Parameters:
    ///   - origins: pointers into the source; a field with every point of the domain of `targets`.
    ///   - targets: pointers into this field; where several name one element the last one wins.
    ///   - outOfRange: what happens where either pointer leaves what it points into.
    /// - Errors: `copy.pointer-outside`; `copy.missing-points`; those of any launch.
    /// - Complexity: that of a gather.
    /// - SeeAlso: Legion's `CopyLauncher` with indirections on both sides.
    @discardableResult
    public func scatter<Element, Origin: PointerElement, Target: PointerElement, let N: Int, let M: Int, let K: Int>(
        from source: some FieldArgument<Column<Element, M>>, at origins: some FieldArgument<Column<Origin, K>>,
        to targets: some FieldArgument<Column<Target, K>>, outOfRange: OutOfRange = .refused, file: StaticString = #fileID,
        line: UInt32 = #line
    ) -> Future<Void> where Key == Column<Element, N>, Origin.Target == Places<M>, Target.Target == Places<N> {
        let launch = CopyLaunch("scatter", file, line)
        launch.builder.field(self, .write)
        launch.builder.field(source, .read)
        launch.builder.field(origins, .read)
        launch.builder.field(targets, .read)
        return launch.indirect(.both, outOfRange)
    }

    /// Folds from and to where pointers lead: `combine(&self[targets[i]], source[origins[i]])` for every point of `targets`, in
    /// the order of their domain. Otherwise as the copy.
    @discardableResult
    public func scatter<
        Operator: ReductionOperator, Origin: PointerElement, Target: PointerElement, let N: Int, let M: Int, let K: Int
    >(
        from source: some FieldArgument<Column<Operator.Element, M>>, at origins: some FieldArgument<Column<Origin, K>>,
        to targets: some FieldArgument<Column<Target, K>>, reducing type: Operator.Type, outOfRange: OutOfRange = .refused,
        file: StaticString = #fileID, line: UInt32 = #line
    ) -> Future<Void> where Key == Column<Operator.Element, N>, Origin.Target == Places<M>, Target.Target == Places<N> {
        let launch = CopyLaunch("scatter", file, line)
        launch.builder.field(self, .reduce(type))
        launch.builder.field(source, .read)
        launch.builder.field(origins, .read)
        launch.builder.field(targets, .read)
        return launch.indirect(.both, outOfRange)
    }
}
