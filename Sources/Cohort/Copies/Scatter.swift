import CohortLife

extension FieldArgument {
    /// Copies to where pointers lead: `self[pointers[i]] = source[i]` for every point of `pointers`; elements that no pointer
    /// names keep their value.
    ///
    /// Where several pointers name one element the last one wins, in the order of the pointers' domain (rectangle by rectangle,
    /// each row-major), as it would in a loop. With partitions there is one scatter for each colour, and their targets may
    /// not overlap, unless all go to one region: those run one after the other.
    ///
    /// - Parameters:
    ///   - source: has every point of the pointers' domain, colour by colour.
    ///   - pointers: a field of `Int` or `Point` into this field.
    ///   - outOfRange: what happens to a pointer that leaves this field's domain.
    /// - Errors: `copy.pointer-outside`, naming the first such point and its pointer; `copy.missing-points`; those of any launch.
    /// - Complexity: that of a gather.
    /// - SeeAlso: Legion's `CopyLauncher` with a destination indirection.
    @discardableResult
    public func scatter<Element, Pointer: PointerElement, let N: Int, let M: Int>(
        from source: some FieldArgument<Column<Element, M>>, to pointers: some FieldArgument<Column<Pointer, M>>,
        outOfRange: OutOfRange = .refused, file: StaticString = #fileID, line: UInt32 = #line
    ) -> Future<Void> where Key == Column<Element, N>, Pointer.Target == Places<N> {
        let launch = CopyLaunch("scatter", file, line)
        launch.builder.field(self, .write)
        launch.builder.field(source, .read)
        launch.builder.field(pointers, .read)
        return launch.indirect(.scatter, outOfRange)
    }

    /// Folds in where pointers lead: `combine(&self[pointers[i]], source[i])` for every point of `pointers`, in the order of
    /// their domain. Otherwise as a scatter, but any number of colours may have the same targets.
    ///
    /// As in a task, what one colour adds is gathered from the operator's identity on and then folded into the data, unless the
    /// operator is exact; results have the same bits for every number of workers.
    ///
    ///     nodes.charge.scatter(from: edges.current, to: edges.node, reducing: Sum<Double>.self)
    @discardableResult
    public func scatter<Operator: ReductionOperator, Pointer: PointerElement, let N: Int, let M: Int>(
        from source: some FieldArgument<Column<Operator.Element, M>>, to pointers: some FieldArgument<Column<Pointer, M>>,
        reducing type: Operator.Type, outOfRange: OutOfRange = .refused, file: StaticString = #fileID, line: UInt32 = #line
    ) -> Future<Void> where Key == Column<Operator.Element, N>, Pointer.Target == Places<N> {
        let launch = CopyLaunch("scatter", file, line)
        launch.builder.field(self, .reduce(type))
        launch.builder.field(source, .read)
        launch.builder.field(pointers, .read)
        return launch.indirect(.scatter, outOfRange)
    }
}
