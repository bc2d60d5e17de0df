/// Arithmetic modulo two to the number of bits, for elements that turn out to be integers.
///
/// Asked by the type itself, since a generic operator has one body for all its elements; where the element is known, all but
/// the one instruction is gone, and since that cannot trap, loops of it are vectorised.
@usableFromInline enum Wrapping {
    /// Adds or multiplies; false, and nothing is done, when the elements are no integers of the standard library.
    @inlinable @inline(__always)
    static func combine<Element>(_ target: inout Element, _ value: Element, isProduct: Bool) -> Bool {
        combine(&target, value, as: Int.self, isProduct) || combine(&target, value, as: Int32.self, isProduct)
            || combine(&target, value, as: Int64.self, isProduct) || combine(&target, value, as: UInt32.self, isProduct)
            || combine(&target, value, as: UInt64.self, isProduct) || combine(&target, value, as: UInt.self, isProduct)
            || combine(&target, value, as: Int16.self, isProduct) || combine(&target, value, as: UInt16.self, isProduct)
            || combine(&target, value, as: Int8.self, isProduct) || combine(&target, value, as: UInt8.self, isProduct)
            || combine(&target, value, as: Int128.self, isProduct) || combine(&target, value, as: UInt128.self, isProduct)
    }

    @inlinable @inline(__always)
    static func combine<Element, Integer: FixedWidthInteger>(
        _ target: inout Element, _ value: Element, as type: Integer.Type, _ isProduct: Bool
    ) -> Bool {
        guard Element.self == Integer.self else { return false }
        // SAFETY: both are the same type.
        let (left, right) = (unsafeBitCast(target, to: type), unsafeBitCast(value, to: type))
        target = unsafeBitCast(isProduct ? left &* right : left &+ right, to: Element.self)
        return true
    }
}
