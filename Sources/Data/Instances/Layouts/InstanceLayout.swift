import CohortDiagnostics
import CohortGeometry

/// Where each element of an instance lies: a form, applied to the points and the fields of one instance.
///
/// An instance is made of pieces, each a box whose columns are affine, one after another in memory. Most have one piece, their
/// bounding rectangle; a compact one has as many as its domain has rectangles, a blocked one as many as there are blocks.
///
///     order  fields, 0, 1        aaaa bbbb        structure of arrays
///            0, 1, fields        abababab         array of structures
///            0, fields, 1        aa bb aa bb      rows of one field, then of the next
package struct InstanceLayout: Sendable {
    package let form: LayoutForm
    package let domain: Domain
    package let pieces: [LayoutPiece]
    /// All bytes, from the base on.
    package let byteCount: Int
    /// What the base must be a multiple of, in bytes.
    package let alignment: Int
    private let descriptors: [FieldDescriptor]

    /// Lays out the fields of a form over a domain.
    ///
    /// - Parameter descriptors: one for each of the form's fields, in its order.
    /// - Throws: `geometry.overflow` when the bytes cannot be counted.
    package init(_ form: LayoutForm, over domain: Domain, _ descriptors: [FieldDescriptor]) throws(CohortError) {
        let axes = [LayoutAxis.fields] + (0 ..< domain.dimension).map(LayoutAxis.dimension)
        // our bug: forms are made by `columns`, `structures` and the resolver, which order all axes.
        precondition(form.order.count == axes.count && Set(form.order) == Set(axes), "a form orders each axis once")
        self.form = form
        self.domain = domain
        self.descriptors = descriptors
        alignment = descriptors.reduce(max(form.alignment, form.rowAlignment)) { max($0, $1.alignment) }
        var end = ByteCount(form.offset)
        var pieces: [LayoutPiece] = []
        for box in try Self.boxes(form, domain) {
            let piece = try LayoutPiece(form, box, descriptors, from: try end.rounded(to: alignment))
            end = ByteCount(piece.end)
            pieces.append(piece)
        }
        self.pieces = pieces
        byteCount = end.value
    }

    /// True when each field is one affine column.
    package var isAffine: Bool { pieces.count <= 1 }

    /// The points that have memory, padding too.
    package var storedPointCount: Int { pieces.reduce(0) { $0 + $1.pointCount } }

    /// A field's column in a piece, in memory that begins at `base`.
    package func column(of field: Int32, in piece: Int = 0, at base: UnsafeMutableRawPointer) -> AffineColumn? {
        guard let place = form.fields.firstIndex(of: field), pieces.indices.contains(piece) else { return nil }
        let column = pieces[piece].columns[place]
        return AffineColumn(origin: base + column.origin, strides: column.strides)
    }

    /// Where an instance of one column of this layout begins whose column is that; nil when the column has other strides.
    package func base(ofColumn column: AffineColumn) -> UnsafeMutableRawPointer? {
        guard let own = pieces.first?.columns.first, own.strides == column.strides else { return nil }
        return column.origin - own.origin
    }

    /// The piece that holds a point; nil when there is none. O(pieces)
    package func piece(holding point: [Int]) -> Int? { pieces.firstIndex { $0.holds(point) } }

    /// What a field's elements are like.
    package func descriptor(of field: Int32) -> FieldDescriptor? {
        form.fields.firstIndex(of: field).map { descriptors[$0] }
    }

    // MARK: Boxes

    /// The low and high corners of the boxes that are laid out each by itself.
    private static func boxes(_ form: LayoutForm, _ domain: Domain) throws(CohortError) -> [LayoutBox] {
        if domain.isEmpty { return [] }
        let bounds = domain.boundsPair
        var whole = LayoutBox(low: bounds.low, high: bounds.high)
        switch form.division {
        case .compact:
            return domain.withRectangles { corners in
                stride(from: 0, to: corners.count, by: 2 * domain.dimension).map {
                    let middle = $0 + domain.dimension
                    return LayoutBox(
                        low: Array(corners[$0 ..< middle]), high: Array(corners[middle ..< middle + domain.dimension]))
                }
            }
        case .blocks(let sizes): return whole.blocks(sizes)
        case .whole:
            for (axis, padding) in form.padding.enumerated() {
                whole.low[axis] = try ByteCount(whole.low[axis]).plus(-padding.low).value
                whole.high[axis] = try ByteCount(whole.high[axis]).plus(padding.high).value
            }
            return [whole]
        }
    }
}
