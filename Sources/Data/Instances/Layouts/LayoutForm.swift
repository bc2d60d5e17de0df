/// How an instance is to be laid out, whatever its bounds: the order of axes, and what is aligned or left free.
package struct LayoutForm: Hashable, Sendable {
    /// All dimensions and the fields, what changes slowest first.
    package var order: [LayoutAxis]
    /// The numbers of the fields, in the order in which they lie.
    package var fields: [Int32]
    /// What each column begins at a multiple of, or, where the fields lie together, each structure; in bytes.
    package var alignment = 1
    /// What each row along the fastest dimension begins at a multiple of, in bytes.
    package var rowAlignment = 1
    /// Elements left free before and after those of the domain, for each dimension; none when empty.
    package var padding: [Padding] = []
    /// Bytes left free before the first element, at least.
    package var offset = 0
    package var division = Division.whole

    package init(order: [LayoutAxis], fields: [Int32]) {
        self.order = order
        self.fields = fields
    }

    /// A column for each field, the last dimension fastest: what `Field` reads.
    package static func columns(dimension: Int, fields: [Int32]) -> LayoutForm {
        LayoutForm(order: [.fields] + (0 ..< dimension).map(LayoutAxis.dimension), fields: fields)
    }

    /// A structure for each point, the last dimension fastest.
    package static func structures(dimension: Int, fields: [Int32]) -> LayoutForm {
        LayoutForm(order: (0 ..< dimension).map(LayoutAxis.dimension) + [.fields], fields: fields)
    }

    /// The dimensions in their order, without the fields.
    package var dimensions: [Int] {
        order.compactMap { if case .dimension(let number) = $0 { number } else { nil } }
    }

    package struct Padding: Hashable, Sendable {
        package var low: Int
        package var high: Int

        package init(low: Int, high: Int) {
            self.low = low
            self.high = high
        }
    }

    /// What is laid out as one.
    package enum Division: Hashable, Sendable {
        /// The bounding rectangle.
        case whole
        /// Each rectangle of the domain by itself, one after another: nothing is stored that the domain does not have.
        case compact
        /// Blocks of so many indices along each dimension, one after another; those at the end of an axis may be smaller.
        case blocks([Int])
    }
}

/// What the elements of an instance are ordered by.
public enum LayoutAxis: Hashable, Sendable {
    /// A dimension of the region's points, from 0.
    case dimension(Int)
    /// The fields that lie in the instance.
    case fields
}

extension LayoutAxis: CustomStringConvertible {
    /// The axis in words.
    public var description: String {
        switch self {
        case .dimension(let number): "dimension \(number)"
        case .fields: "the fields"
        }
    }
}
