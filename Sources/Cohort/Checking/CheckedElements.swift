import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortLife

/// The elements of one field, in the order of the region's domain.
struct CheckedElements: Sendable {
    private let field: FieldDescriptor
    /// Of plain elements, the bytes.
    private var bytes: [UInt8] = []
    /// Those that are more than their bits.
    private var values: [any FieldElement] = []

    /// None.
    init(_ field: FieldDescriptor) { self.field = field }

    /// All elements of a region's field, those too that nobody has written. Suspends until the tasks that write them are over.
    static func reading(_ tree: RegionTree, _ number: Int) async throws -> CheckedElements {
        let builder = LaunchBuilder("check", nil, file: #fileID, line: #line)
        builder.plan.kind = .operation(.inlineMapping)
        builder.plan.isChecked = false
        builder.plan.fields.append(Int32(number))
        builder.plan.require(tree, tree.root, .piece(0), .read, lastFields: 1, parameter: 0)
        let (field, dimension) = (tree.layout[number], tree.dimension)
        builder.run { frame in
            let column = CopyColumn(frame, 0, .init(field, dimension: dimension))
            var elements = CheckedElements(field)
            try CopyRuns(shape: column.shape, dimension: dimension).forEach { elements.append(column.address($0), $1) }
            frame.finish(with: elements)
        }
        let future: Future<CheckedElements> = builder.single()
        return try await future.value
    }

    private mutating func append(_ row: UnsafeMutableRawPointer, _ count: Int) {
        guard let managed = field.managed else {
            bytes.append(contentsOf: UnsafeRawBufferPointer(start: row, count: count * field.stride))
            return
        }
        func copies<Element: FieldElement>(_ type: Element.Type) -> [any FieldElement] {
            (0 ..< count).map { row.assumingMemoryBound(to: type)[$0] }
        }
        values += copies(managed)
    }

    /// Whether two elements are the same: number for number by their bits, others also when only what pads their members differs.
    func isSame(as other: CheckedElements, at index: Int) -> Bool {
        if bytes.isEmpty, values.isEmpty { return true }
        if field.managed != nil { return values[index].isSame(as: other.values[index]) }
        func areSame<Element>(_ type: Element.Type) -> Bool {
            let range = index * field.stride ..< index * field.stride + MemoryLayout<Element>.size
            if bytes[range] == other.bytes[range] { return true }
            // The bits of numbers are all that they are.
            if type is any Numeric.Type || type is any SIMD.Type { return false }
            let (one, another) = (element(index, type), other.element(index, type))
            if let one = one as? any Equatable { return one.isEqual(to: another) }
            // Printed with all members, unless the type has words of its own.
            return !(one is any CustomStringConvertible) && "\(one)" == "\(another)"
        }
        return areSame(field.type)
    }

    /// An element as programs print it.
    func description(at index: Int) -> String {
        if field.managed != nil { return "\(values[index])" }
        func text<Element>(_ type: Element.Type) -> String { "\(element(index, type))" }
        return text(field.type)
    }

    /// A plain element.
    private func element<Element>(_ index: Int, _ type: Element.Type) -> Element {
        bytes.withUnsafeBytes { bytes in
            withUnsafeTemporaryAllocation(byteCount: field.stride, alignment: field.alignment) { room in
                room.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[(index * field.stride)...].prefix(field.stride)))
                // SAFETY: the field's elements are of this type, and plain: their bits are the element.
                return room.assumingMemoryBound(to: type)[0]
            }
        }
    }
}

extension FieldElement {
    /// Equal, or written as the same bytes.
    fileprivate func isSame(as other: any FieldElement) -> Bool {
        guard let other = other as? Self else { return false }
        if let one = self as? any Equatable, one.isEqual(to: other) { return true }
        var bytes = (ByteWriter(), ByteWriter())
        bytes.0.append(self)
        bytes.1.append(other)
        return bytes.0.bytes == bytes.1.bytes
    }
}

extension Equatable {
    fileprivate func isEqual(to other: Any) -> Bool { (other as? Self) == self }
}
