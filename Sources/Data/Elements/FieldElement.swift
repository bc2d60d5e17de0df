/// An element of a field that is more than its bits: one that holds text, a list, or anything else with references.
///
///     struct Cloud: FieldElement {
///         var particles: [Particle] = []
///         static let initial = Cloud()
///         func serialize(into bytes: inout ByteWriter) { bytes.append(particles) }
///         init(deserializing bytes: inout ByteReader) throws { particles = try bytes.read() }
///     }
///
///     @FieldSpace struct Cell { var density: Double; var cloud: Cloud; var label: String }
///
/// Types that are bitwise copyable need not conform: their fields are plain memory.
/// - SeeAlso: `Serializable`; Legion's custom serdez operators.
public protocol FieldElement: Serializable {
    /// What the memory of a field holds until a task writes it. Reading it is an error all the same: the field counts as unwritten.
    static var initial: Self { get }
}

extension String: FieldElement {
    /// Empty.
    public static var initial: String { "" }
}

extension Array: FieldElement where Element: Serializable {
    /// Empty.
    public static var initial: [Element] { [] }
}

extension Set: FieldElement where Element: Serializable {
    /// Empty.
    public static var initial: Set<Element> { [] }
}

extension Dictionary: FieldElement where Key: Serializable, Value: Serializable {
    /// Empty.
    public static var initial: [Key: Value] { [:] }
}

extension Optional: FieldElement where Wrapped: Serializable {
    /// Nothing.
    public static var initial: Wrapped? { nil }
}
