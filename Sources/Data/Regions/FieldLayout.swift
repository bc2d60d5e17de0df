/// What one column of a field space holds.
public struct FieldDescriptor: Sendable {
    /// The name errors and tools show.
    public let name: String
    /// Bytes from one element to the next, at least 1.
    public let stride: Int
    /// The alignment of an element in bytes.
    public let alignment: Int
    /// What tells the fields of one space apart: the byte offset in the Swift struct, or a number of the user's own.
    public let key: Int
    /// The element's Swift type, for checks of the dynamic form.
    public let type: any (BitwiseCopyable).Type

    /// A field of elements of `type`.
    public init<T: BitwiseCopyable>(_ name: String, key: Int, of type: T.Type) {
        self.name = name
        self.stride = max(1, MemoryLayout<T>.stride)
        self.alignment = MemoryLayout<T>.alignment
        self.key = key
        self.type = type
    }
}

/// The fields of a region, numbered from 0 in the order of declaration; shared by all regions of one field space.
package final class FieldLayout: Sendable {
    package let name: String
    package let fields: [FieldDescriptor]
    private let indexOfKey: [Int32]
    /// What programs noted about the field space.
    package let annotations = Annotations()

    package init(name: String, fields: [FieldDescriptor]) {
        self.name = name
        self.fields = fields
        var table = [Int32](repeating: -1, count: (fields.map(\.key).max() ?? -1) + 1)
        for (index, field) in fields.enumerated() { table[field.key] = Int32(index) }
        indexOfKey = table
    }

    /// The number of the field with this key, or nil. O(1).
    package func index(ofKey key: Int) -> Int? {
        guard key >= 0, key < indexOfKey.count, indexOfKey[key] >= 0 else { return nil }
        return Int(indexOfKey[key])
    }
}
