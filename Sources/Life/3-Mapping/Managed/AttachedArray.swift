import CohortData
import CohortGeometry

/// An array outside whose columns are instances of their region, one for each field.
///
/// While its data are restricted, a lasting pin stands for whoever may look at the array: what tasks write elsewhere comes back when
/// they are over, and no other instance outlasts its users.
final class AttachedArray: @unchecked Sendable {
    // SAFETY: `instances` is used under the lock of the manager; all else never changes.
    let tree: RegionTree
    let external: ExternalInstance
    let columns: [Column]
    /// As long as it is attached, for those who may use the data.
    var instances: [PhysicalInstance] = []

    struct Column {
        let field: Int32
        let layout: InstanceLayout
        let base: UnsafeMutableRawPointer
    }

    /// All points of the region.
    var points: Domain { tree.root.pieces[0] }

    /// Nil when some of it lies otherwise than the columns of the region's usual instances.
    init?(_ external: ExternalInstance, of tree: RegionTree) {
        let points = tree.root.pieces[0]
        var columns: [Column] = []
        for column in points.isEmpty ? [] : external.columns {
            let element = tree.layout[Int(column.field)]
            let form = LayoutForm.columns(dimension: tree.dimension, fields: [column.field])
            guard let layout = try? InstanceLayout(form, over: points, [element]),
                let base = layout.base(ofColumn: column.memory),
                Int(bitPattern: base) % element.alignment == 0
            else { return nil }
            columns.append(Column(field: column.field, layout: layout, base: base))
        }
        self.tree = tree
        self.external = external
        self.columns = columns
    }

    func instance(of field: Int32) -> PhysicalInstance? { instances.first { $0.fields.contains(field) } }
}

/// What is different for an array when an operation is over, whether that has run or not.
enum ArrayChange {
    /// It is the field's data.
    case attached(AttachedArray)
    /// Points of a field may be newer elsewhere.
    case acquired(AttachedArray, Int32, Domain)
    /// They are not any more.
    case released(AttachedArray, Int32, Domain)
}

extension AttachmentState {
    /// The change that an acquire makes; nil where it changes nothing but the order of operations.
    func acquired(_ field: Int32, _ domain: Domain) -> ArrayChange? { array.map { .acquired($0, field, domain) } }

    /// The change that a release makes.
    func released(_ field: Int32, _ domain: Domain) -> ArrayChange? { array.map { .released($0, field, domain) } }
}
