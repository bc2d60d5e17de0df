import CohortGeometry

/// What an instance is to hold, and how it lies in memory: columns one after the other, each row-major with rows `padding`
/// elements longer than they need be.
package struct InstanceExtent: Equatable {
    package let low: [Int]
    package let high: [Int]
    package let strides: [Int]
    package let columns: [Column]
    package let byteCount: Int

    package struct Column: Equatable {
        package let field: Int32
        package let elementByteCount: Int
        let offset: Int
    }

    /// Fields of the bounding rectangle of `domain`, which has points; nil when it would need more bytes than an address can count.
    package init?(_ domain: Domain, _ fields: [Int32], of layout: FieldLayout, padding: Int) {
        let bounds = domain.boundsPair
        low = bounds.low
        high = bounds.high
        var strides = [Int](repeating: 1, count: low.count)
        var count = 1
        for axis in low.indices.reversed() {
            strides[axis] = count
            let extent = high[axis] - low[axis] + 1 + (axis == low.count - 1 ? padding : 0)
            let (product, overflow) = count.multipliedReportingOverflow(by: extent)
            if overflow { return nil }
            count = product
        }
        self.strides = strides
        var columns: [Column] = []
        var end = 0
        for field in fields {
            let descriptor = layout[Int(field)]
            let (bytes, overflow) = count.multipliedReportingOverflow(by: descriptor.stride)
            let offset = (end + 63) & ~63
            let (next, isTooLarge) = offset.addingReportingOverflow(bytes)
            if overflow || isTooLarge { return nil }
            columns.append(Column(field: field, elementByteCount: descriptor.stride, offset: offset))
            end = next
        }
        self.columns = columns
        byteCount = max(64, end)
    }

    package func elementByteCount(of field: Int32) -> Int { columns.first { $0.field == field }?.elementByteCount ?? 1 }
}
