import CohortDiagnostics

/// A box by its corners, both inclusive.
struct LayoutBox: Hashable, Sendable {
    var low: [Int]
    var high: [Int]

    /// Blocks of given sizes, the last axis fastest.
    func blocks(_ sizes: [Int]) -> [LayoutBox] {
        low.indices.reduce([self]) { boxes, axis in
            boxes.flatMap { box in
                stride(from: box.low[axis], through: box.high[axis], by: max(1, sizes[axis])).map { start in
                    var block = box
                    block.low[axis] = start
                    block.high[axis] = min(start + max(1, sizes[axis]) - 1, box.high[axis])
                    return block
                }
            }
        }
    }
}

/// A box of an instance whose columns are affine.
package struct LayoutPiece: Hashable, Sendable {
    package let low: [Int]
    package let high: [Int]
    /// The bytes from the base to the piece's first one and past its last.
    package let start: Int
    package let end: Int
    package let pointCount: Int
    /// For each field, in the order in which they lie.
    let columns: [Column]

    /// Where the element of index (0, …, 0) is or would be, in bytes from the base, and the strides.
    struct Column: Hashable, Sendable {
        let origin: Int
        let first: Int
        let strides: [Int]
    }

    init(_ form: LayoutForm, _ box: LayoutBox, _ fields: [FieldDescriptor], from start: ByteCount) throws(CohortError) {
        low = box.low
        high = box.high
        self.start = start.value
        var extents: [Int] = []
        var points = ByteCount(1)
        for axis in box.low.indices {
            extents.append(try ByteCount(box.high[axis]).plus(-box.low[axis]).plus(1).value)
            points = try points.times(extents[axis])
        }
        pointCount = points.value
        let plan = try LayoutStrides(form, extents, fields)
        end = try start.plus(plan.byteCount).value
        columns = plan.columns.map { column in
            let first = start.value + column.offset
            var origin = first
            for axis in box.low.indices { origin &-= box.low[axis] &* column.strides[axis] }
            return Column(origin: origin, first: first, strides: column.strides)
        }
    }

    func holds(_ point: [Int]) -> Bool { point.indices.allSatisfy { low[$0] <= point[$0] && point[$0] <= high[$0] } }
}

/// The strides of one box: dimensions faster than the fields make the columns, the others set these, or structures, apart.
private struct LayoutStrides {
    var columns: [(offset: Int, strides: [Int])] = []
    var byteCount = 0

    init(_ form: LayoutForm, _ extents: [Int], _ fields: [FieldDescriptor]) throws(CohortError) {
        let place = form.order.firstIndex(of: .fields) ?? 0
        let outer = LayoutForm(order: Array(form.order[..<place]), fields: []).dimensions
        let inner = LayoutForm(order: Array(form.order[place...]), fields: []).dimensions
        var end = ByteCount(0)
        for field in fields {
            var strides = [Int](repeating: 0, count: extents.count)
            let units = [field.alignment, form.rowAlignment]
            let size = try Self.lay(inner, extents, ByteCount(field.stride), rowUnits: units, &strides)
            end = try end.rounded(to: inner.isEmpty ? field.alignment : max(field.alignment, form.alignment))
            columns.append((end.value, strides))
            end = try end.plus(size.value)
        }
        let unit = fields.reduce(form.alignment) { max($0, $1.alignment) }
        end = try end.rounded(to: unit)
        var strides = [Int](repeating: 0, count: extents.count)
        byteCount = try Self.lay(outer, extents, end, rowUnits: inner.isEmpty ? [unit, form.rowAlignment] : [1], &strides).value
        for index in columns.indices {
            for axis in outer { columns[index].strides[axis] = strides[axis] }
        }
    }

    /// Lays elements of a size along dimensions, the last fastest; their size all together.
    private static func lay(
        _ dimensions: [Int], _ extents: [Int], _ element: ByteCount, rowUnits: [Int], _ strides: inout [Int]
    ) throws(CohortError) -> ByteCount {
        var size = element
        for (index, dimension) in dimensions.reversed().enumerated() {
            strides[dimension] = size.value
            size = try size.times(extents[dimension])
            if index == 0 { for unit in rowUnits { size = try size.rounded(to: unit) } }
        }
        return size
    }
}
