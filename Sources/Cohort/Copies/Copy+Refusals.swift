import CohortLife

// What does not pair up in a copy or a fill, as declarations that only say so; see `Accessors/Field+Refusals.swift`.

extension FieldArgument {
    /// Refused: nothing is converted.
    @available(
        *, unavailable, message: "a copy pairs fields of one element type and dimension; to convert, launch a task that does"
    )
    public func copy(from source: some FieldArgument) {}

    /// Refused: a region has many fields.
    @available(*, unavailable, message: "a field is copied from a field; name one of the region's")
    public func copy(from source: some RegionArgument) {}

    /// Refused: an operator folds elements of its own type.
    @available(*, unavailable, message: "both fields of a folding copy have the operator's element type, and one dimension")
    public func copy<Operator: ReductionOperator>(from source: some FieldArgument, reducing type: Operator.Type) {}

    /// Refused: such elements lead nowhere in the source.
    @available(
        *, unavailable,
        message: "a gather follows `Int` or `Point` pointers, of its own dimension, into a source with its element type"
    )
    public func gather(from source: some FieldArgument, at pointers: some FieldArgument, outOfRange: OutOfRange = .refused) {}

    /// Refused: an operator folds elements of its own type.
    @available(
        *, unavailable, message: "a folding gather's fields have the operator's element type; pointers lead into the source"
    )
    public func gather<Operator: ReductionOperator>(
        from source: some FieldArgument, at pointers: some FieldArgument, reducing type: Operator.Type,
        outOfRange: OutOfRange = .refused
    ) {}

    /// Refused: such elements lead nowhere in this field.
    @available(
        *, unavailable,
        message: "a scatter follows `Int` or `Point` pointers, of the source's dimension, into a field of its element type"
    )
    public func scatter(from source: some FieldArgument, to pointers: some FieldArgument, outOfRange: OutOfRange = .refused) {}

    /// Refused: an operator folds elements of its own type.
    @available(
        *, unavailable, message: "a folding scatter's fields have the operator's element type; pointers lead into this one"
    )
    public func scatter<Operator: ReductionOperator>(
        from source: some FieldArgument, to pointers: some FieldArgument, reducing type: Operator.Type,
        outOfRange: OutOfRange = .refused
    ) {}
}

extension RegionArgument {
    /// Refused: which fields would pair up is not known.
    @available(*, unavailable, message: "a copy of all fields is between regions of one field space; name others: `fields:into:`")
    public func copy(from source: some RegionArgument) {}
}

extension RegionField {
    /// Refused: nothing is converted.
    @available(*, unavailable, message: "a fill has a value of the field's element type, or a future of one")
    public func fill<Other>(_ value: Other) {}
}

extension PartitionField {
    /// Refused: nothing is converted.
    @available(*, unavailable, message: "a fill has a value of the field's element type, or a future of one")
    public func fill<Other>(_ value: Other) {}
}
