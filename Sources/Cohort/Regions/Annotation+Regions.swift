import CohortData
import CohortDiagnostics

extension IndexSpace: Annotated {
    /// Values about the points, whatever region they belong to.
    public var annotations: AnnotationStore {
        AnnotationStore(root.tree.annotations, "the index space of \(domain)")
    }
}

extension Region: Annotated {
    /// Values about the region, kept as long as its index space; a subregion has its own, however it is named.
    public var annotations: AnnotationStore {
        let subject = Annotations.Subject(region: tree.id, node: node.number, piece: piece)
        return AnnotationStore(node.tree.annotations, about: subject, "region '\(name)'")
    }
}

extension Partition: Annotated {
    /// Values about the partition of this region; the same pieces of another region have their own.
    public var annotations: AnnotationStore {
        let subject = Annotations.Subject(region: tree.id, node: node.number)
        return AnnotationStore(node.tree.annotations, about: subject, "partition '\(node.path(in: tree, piece: nil))'")
    }
}

extension RegionField: Annotated {
    /// Values about one field of this region or piece, and of no other.
    public var annotations: AnnotationStore {
        let subject = Annotations.Subject(region: tree.id, node: node.number, piece: piece, field: Int(field))
        return AnnotationStore(
            node.tree.annotations, about: subject, defect: tree.defect(ofField: field),
            "field '\(tree.layout[Int(field)].name)' of region '\(node.path(in: tree, piece: piece))'")
    }
}

extension PartitionField: Annotated {
    /// Values about one field of all pieces of the partition.
    public var annotations: AnnotationStore {
        let subject = Annotations.Subject(region: tree.id, node: node.number, field: Int(field))
        return AnnotationStore(
            node.tree.annotations, about: subject, defect: tree.defect(ofField: field),
            "field '\(tree.layout[Int(field)].name)' of partition '\(node.path(in: tree, piece: nil))'")
    }
}

extension RegionTree {
    /// Why there is no such field; negative numbers are those of computed properties.
    fileprivate func defect(ofField field: Int32) -> CohortError? {
        defect ?? (field < 0 ? layout.computedField("region '\(name)'") : nil)
    }
}
