import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortLife

// What a task that launches others passes on: the region behind each of its accessors. Nothing is ever stored there; the setters are for
// `&x.region`, and mutating for two reasons. Who only borrows an accessor may not pass its region on to be changed. And with a nonmutating
// one the compiler's thread sanitizer takes `&x.region` for a change at the address in the accessor's first word: for a race on the data.

extension Field {
    /// The region field this accessor was given, to launch tasks on or to partition; for tasks declared `async`.
    ///
    /// - Errors: in a leaf task, a region whose every launch fails with `task.leaf-violation`.
    public var region: RegionField<Element, N> {
        get { HeldColumns.field(piece) }
        @inlinable mutating set {}
    }
}

extension Discard {
    /// The region field this accessor was given, as `Field.region`.
    public var region: RegionField<Element, N> {
        get { field.region }
        @inlinable mutating set {}
    }
}

extension Write {
    /// The region field this accessor was given, as `Field.region`.
    public var region: RegionField<Element, N> {
        get { field.region }
        @inlinable mutating set {}
    }
}

extension Reduce {
    /// The region field this accessor was given, as `Field.region`.
    public var region: RegionField<Operator.Element, N> {
        get { field.region }
        @inlinable mutating set {}
    }
}

extension NoAccess {
    /// The region field this accessor was given, as `Field.region`.
    public var region: RegionField<Element, N> {
        get { field.region }
        @inlinable mutating set {}
    }
}

extension StridedField {
    /// The region field this accessor was given, as `Field.region`.
    public var region: RegionField<Element, N> {
        get { HeldColumns.field(piece) }
        @inlinable mutating set {}
    }
}

extension StridedDiscard {
    /// The region field this accessor was given, as `Field.region`.
    public var region: RegionField<Element, N> {
        get { field.region }
        @inlinable mutating set {}
    }
}

extension StridedWrite {
    /// The region field this accessor was given, as `Field.region`.
    public var region: RegionField<Element, N> {
        get { field.region }
        @inlinable mutating set {}
    }
}

extension StridedReduce {
    /// The region field this accessor was given, as `Field.region`.
    public var region: RegionField<Operator.Element, N> {
        get { field.region }
        @inlinable mutating set {}
    }
}

private enum HeldColumns {
    /// The region field behind the accessor of the running task that walks `piece`.
    static func field<Element, let N: Int>(
        _ piece: UnsafePointer<PieceShape>
    ) -> RegionField<Element, N> {
        if let column = TaskContext.current?.heldColumn(piece) {
            return RegionField(tree: column.tree, node: column.node, piece: column.piece, field: column.field)
        }
        let place = SourceLocation()
        let error = LaunchMisuse.noContext("the region of an accessor", place)
        let layout = FieldLayout(name: "accessor", fields: [FieldDescriptor("value", key: 0, of: UInt8.self)])
        let tree = RegionMaker.defective(error, dimension: N, layout, "accessor", place)
        return RegionField(tree: tree, node: tree.root, piece: 0, field: 0)
    }
}
