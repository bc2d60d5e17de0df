import CohortLife

extension FieldArgument {
    /// Copies what pointers name: `self[i] = source[pointers[i]]` for every point of `self`.
    ///
    ///     edges.left.gather(from: nodes.potential, at: edges.from)
    ///
    /// - Parameters:
    ///   - source: a region or pieces of any dimension; read where pointers lead.
    ///   - pointers: a field of `Int` or `Point`, with every point of this field's domain.
    ///   - outOfRange: what happens to a pointer that leaves the source, or the source's piece; a skipped element keeps its value.
    /// - Errors: `copy.pointer-outside`, naming the first such point and its pointer; `copy.missing-points`; those of any launch.
    /// - Complexity: O(points) where neighbours point into the same rectangle of the source, else with the logarithm of its
    ///   rectangles; one pass, nothing is allocated.
    /// - SeeAlso: Legion's `CopyLauncher` with a source indirection.
    @discardableResult
    public func gather<Element, Pointer: PointerElement, let N: Int, let M: Int>(
        from source: some FieldArgument<Column<Element, M>>, at pointers: some FieldArgument<Column<Pointer, N>>,
        outOfRange: OutOfRange = .refused, file: StaticString = #fileID, line: UInt32 = #line
    ) -> Future<Void> where Key == Column<Element, N>, Pointer.Target == Places<M> {
        let launch = CopyLaunch("gather", file, line)
        // What is skipped stays, so the old elements matter then.
        launch.builder.field(self, outOfRange == .skipped ? .write : .discard)
        launch.builder.field(source, .read)
        launch.builder.field(pointers, .read)
        return launch.indirect(.gather, outOfRange)
    }

    /// Folds in what pointers name: `combine(&self[i], source[pointers[i]])` for every point of `self`. Otherwise as a gather.
    @discardableResult
    public func gather<Operator: ReductionOperator, Pointer: PointerElement, let N: Int, let M: Int>(
        from source: some FieldArgument<Column<Operator.Element, M>>, at pointers: some FieldArgument<Column<Pointer, N>>,
        reducing type: Operator.Type, outOfRange: OutOfRange = .refused, file: StaticString = #fileID, line: UInt32 = #line
    ) -> Future<Void> where Key == Column<Operator.Element, N>, Pointer.Target == Places<M> {
        let launch = CopyLaunch("gather", file, line)
        launch.builder.field(self, .reduce(type))
        launch.builder.field(source, .read)
        launch.builder.field(pointers, .read)
        return launch.indirect(.gather, outOfRange)
    }
}
