/// An operator on elements as bits, written out once more so that the runtime's own are checked against something else.
public enum Fold: String, CaseIterable, Sendable {
    /// Addition.
    case sum
    /// Multiplication.
    case product
    /// The smaller.
    case minimum
    /// The larger.
    case maximum

    /// The element that changes nothing.
    func identity(isFloating: Bool) -> UInt64 {
        switch self {
        case .sum: isFloating ? (0.0).bitPattern : 0
        case .product: isFloating ? (1.0).bitPattern : 1
        case .minimum: isFloating ? Double.infinity.bitPattern : UInt64(bitPattern: .max)
        case .maximum: isFloating ? (-Double.infinity).bitPattern : UInt64(bitPattern: .min)
        }
    }

    /// `target ∘ value`.
    func combine(_ target: UInt64, _ value: UInt64, isFloating: Bool) -> UInt64 {
        if isFloating {
            let left = Double(bitPattern: target)
            let right = Double(bitPattern: value)
            return combined(left, right).bitPattern
        }
        let (left, right) = (Int64(bitPattern: target), Int64(bitPattern: value))
        switch self {
        case .sum: return Self.saturated(left.addingReportingOverflow(right))
        case .product: return Self.saturated(left.multipliedReportingOverflow(by: right))
        case .minimum, .maximum: return UInt64(bitPattern: combined(left, right))
        }
    }

    /// The result, or a number that is not moderate.
    private static func saturated(_ result: (partialValue: Int64, overflow: Bool)) -> UInt64 {
        UInt64(bitPattern: result.overflow ? .max : result.partialValue)
    }

    /// True for numbers so far from the greatest that any two of them can be combined, and for all that are none.
    static func isModerate(_ bits: UInt64, _ field: Int) -> Bool {
        switch RandomProgram.kind(field) {
        case .integer: Int64(bitPattern: bits).magnitude < 1 << 44
        case .floating: Double(bitPattern: bits).magnitude < 1e100
        case .pointer, .place, .range, .text: true
        }
    }

    private func combined<Number: Numeric & Comparable>(_ left: Number, _ right: Number) -> Number {
        switch self {
        case .sum: left + right
        case .product: left * right
        case .minimum: right < left ? right : left
        case .maximum: right > left ? right : left
        }
    }

    /// A contribution made of random bits: integers cannot overflow, and sums of floating-point numbers show their order.
    func contribution(_ bits: UInt64, isFloating: Bool) -> UInt64 {
        switch (self, isFloating) {
        case (.sum, false): bits >> 32
        case (.product, false): UInt64(bitPattern: bits & 1 == 0 ? 1 : -1)
        case (.minimum, false), (.maximum, false): Numbers.integer(bits)
        case (.product, true): (0.75 + Double(bits >> 12) * 0x1p-53).bitPattern
        case (_, true): Numbers.floating(bits).bitPattern
        }
    }
}

/// Elements made of random bits.
enum Numbers {
    /// A small integer as bits, far from overflow.
    static func integer(_ bits: UInt64) -> UInt64 { bits >> 24 }

    /// A finite number between 2⁻²⁴ and 2 of either sign, never a zero.
    static func floating(_ bits: UInt64) -> Double {
        let size = 1 + Double(bits >> 12) * 0x1p-52
        let scaled = size * Double(sign: .plus, exponent: -Int(bits & 15), significand: 1)
        return bits & 16 == 0 ? scaled : -scaled
    }
}
