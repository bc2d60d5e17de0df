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
    public let type: Any.Type
    /// The same type when elements are more than their bits, and must be made, assigned and ended; nil for plain memory.
    public let managed: (any FieldElement.Type)?

    /// A field of plain elements of `type`.
    public init<T: BitwiseCopyable>(_ name: String, key: Int, of type: T.Type) {
        self.init(name, key: key, type, managed: nil)
    }

    /// A field of elements of `type` that are more than their bits.
    @_disfavoredOverload
    public init<T: FieldElement>(_ name: String, key: Int, of type: T.Type) {
        self.init(name, key: key, type, managed: type)
    }

    private init<T>(_ name: String, key: Int, _ type: T.Type, managed: (any FieldElement.Type)?) {
        self.name = name
        self.stride = max(1, MemoryLayout<T>.stride)
        self.alignment = MemoryLayout<T>.alignment
        self.key = key
        self.type = type
        self.managed = managed
    }

    /// Stands where no field is yet.
    static let blank = FieldDescriptor("", key: 0, of: UInt8.self)
}
