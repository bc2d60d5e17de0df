/// What somebody needs of a layout.
package enum LayoutConstraint: Hashable, Sendable {
    /// These axes lie in this order, what changes slowest first; `isTight`: with no other between them. An axis with one element
    /// lies everywhere.
    case order([LayoutAxis], isTight: Bool = false)
    /// These fields are there; `isInOrder`: in this order; `isTight`: with no other between them.
    case fields([Int32], isInOrder: Bool = false, isTight: Bool = false)
    /// Each column begins at a multiple of so many bytes, or, where the fields lie together, each structure.
    case alignment(Int)
    /// Each row along the fastest dimension begins at a multiple of so many bytes.
    case rowAlignment(Int)
    /// So many bytes are free before the first element.
    case offset(Int)
    /// A dimension has so many indices.
    case extent(dimension: Int, ClosedRange<Int>)
    /// At least so many elements are free before and after those of the domain.
    case padding(dimension: Int, low: Int, high: Int)
    /// The elements of a dimension follow one another without a gap, and rows are whole elements apart.
    case contiguousAxis(Int)
    /// Each field is one affine column.
    case affine
    /// Nothing is stored that the domain does not have.
    case compact
    /// Blocks of so many indices along each dimension.
    case blocks([Int])
    /// The memory begins at this address, which is somebody else's.
    case external(UInt)

    /// What the accessor `Field` walks: a contiguous last axis.
    package static func contiguousLastAxis(dimension: Int) -> LayoutConstraint { .contiguousAxis(dimension - 1) }
}

extension LayoutConstraint: CustomStringConvertible {
    package var description: String {
        switch self {
        case .order(let axes, let isTight):
            "\(axes.map(\.description).joined(separator: ", then ")) from slowest to fastest\(isTight ? ", with nothing between" : "")"
        case .fields(let fields, let isInOrder, let isTight):
            "the fields \(fields)\(isInOrder ? " in this order" : "")\(isTight ? " with no other between" : "")"
        case .alignment(let byteCount): "columns or structures at multiples of \(byteCount) bytes"
        case .rowAlignment(let byteCount): "rows at multiples of \(byteCount) bytes"
        case .offset(let byteCount): "\(byteCount) bytes before the first element"
        case .extent(let dimension, let range): "\(range.lowerBound) to \(range.upperBound) indices along dimension \(dimension)"
        case .padding(let dimension, let low, let high):
            "at least \(low) free elements before and \(high) after those of dimension \(dimension)"
        case .contiguousAxis(let dimension): "elements that follow one another along dimension \(dimension)"
        case .affine: "one affine column for each field"
        case .compact: "nothing stored beyond the domain"
        case .blocks(let sizes): "blocks of \(sizes.map(String.init).joined(separator: " × "))"
        case .external(let address): "the memory at 0x\(String(address, radix: 16))"
        }
    }
}

extension LayoutConstraint {
    /// Why no layout at all can be so; nil when some can.
    var flaw: String? {
        switch self {
        case .alignment(let unit), .rowAlignment(let unit):
            unit > 0 && unit.nonzeroBitCount == 1 && unit <= InstanceMemory.mostAlignment
                ? nil : "an alignment is a power of two, at most \(InstanceMemory.mostAlignment)"
        case .offset(let byteCount): byteCount >= 0 ? nil : "an offset is not negative"
        case .padding(let dimension, let low, let high):
            dimension >= 0 && low >= 0 && high >= 0 ? nil : "padding is not negative"
        case .blocks(let sizes): sizes.allSatisfy { $0 > 0 } ? nil : "a block has at least one index along each dimension"
        case .order(let axes, _): Set(axes).count == axes.count ? nil : "an order names an axis once"
        case .fields(let fields, _, _): Set(fields).count == fields.count ? nil : "a list of fields names a field once"
        case .extent, .contiguousAxis, .affine, .compact, .external: nil
        }
    }

    /// Why it means nothing for so many dimensions.
    func flaw(dimension: Int) -> String? {
        let named: [Int] =
            switch self {
            case .order(let axes, _): LayoutForm(order: axes, fields: []).dimensions
            case .extent(let one, _), .padding(let one, _, _), .contiguousAxis(let one): [one]
            default: []
            }
        if let stranger = named.first(where: { $0 < 0 || $0 >= dimension }) {
            return "there is no dimension \(stranger) among \(dimension)"
        }
        if case .blocks(let sizes) = self, sizes.count != dimension {
            return "blocks have a size for each of \(dimension) dimensions"
        }
        return flaw
    }
}

/// A layout that is not as it should be, or cannot be: what is wrong, and the constraint that says so.
package struct LayoutProblem: Error, Hashable, CustomStringConvertible {
    package let constraint: LayoutConstraint
    /// One clause.
    package let summary: String

    package var description: String { "\(summary); asked for: \(constraint)" }
}
