import CohortLocking
import CohortData
import Synchronization

/// A set of columns, written as a struct: each stored property is a field.
///
/// `@FieldSpace` writes the conformance. Without macros, list the fields by hand:
///
///     struct Vec: FieldSpace {
///         var x: Float; var y: Float
///         static let fields = [field("x", \.x), field("y", \.y)]
///     }
public protocol FieldSpace {
    /// The fields in the order of declaration; names are those of the stored properties.
    static var fields: [FieldDescriptor] { get }
}

extension FieldSpace {
    /// Describes the stored property at `path`; elements are bitwise copyable.
    public static func field<T: BitwiseCopyable>(_ name: String, _ path: KeyPath<Self, T>) -> FieldDescriptor {
        FieldDescriptor(name, key: key(path), of: T.self)
    }

    /// Describes the stored property at `path`; elements are more than their bits.
    @_disfavoredOverload
    public static func field<T: FieldElement>(_ name: String, _ path: KeyPath<Self, T>) -> FieldDescriptor {
        FieldDescriptor(name, key: key(path), of: T.self)
    }

    /// Refused: nothing is known of such elements but their bytes, which cannot be copied.
    @available(
        *, unavailable, message: "a field's type is bitwise copyable, or conforms to `FieldElement`"
    )
    public static func field<T>(_ name: String, _ path: KeyPath<Self, T>) -> FieldDescriptor { fields[0] }

    /// A computed property has no offset: a key that no launch asks for, so that its use is `region.unknown-field`.
    private static func key(_ path: PartialKeyPath<Self>) -> Int {
        MemoryLayout<Self>.offset(of: path) ?? MemoryLayout<Self>.size
    }
}

/// The layouts of all field spaces in use, one a type.
enum FieldLayouts {
    private static let known = Locked<[ObjectIdentifier: FieldLayout]>([:])

    static func layout<Space: FieldSpace>(of type: Space.Type) -> FieldLayout {
        let key = ObjectIdentifier(type)
        if let layout = known.withLock({ $0[key] }) { return layout }
        let layout = FieldLayout(name: "\(type)", fields: type.fields)
        return known.withLock {
            if let earlier = $0[key] { return earlier }
            $0[key] = layout
            return layout
        }
    }
}
