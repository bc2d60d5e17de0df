/// The units of one kind of quantity, and the text of such quantities.
struct Unit: Sendable {
    let name: String
    let scale: Int

    /// Ascending, those of powers of two first: in these a size is written.
    static let sizes =
        [Unit("B", 1), Unit("KiB", 1 << 10), Unit("MiB", 1 << 20), Unit("GiB", 1 << 30), Unit("TiB", 1 << 40)]
        + [Unit("kB", 1000), Unit("MB", 1_000_000), Unit("GB", 1_000_000_000), Unit("TB", 1_000_000_000_000)]
    /// Ascending, those of powers of ten first: in these a bandwidth is written.
    static let bandwidths = (sizes.prefix(1) + sizes.suffix(4) + sizes[1 ... 4]).map { Unit($0.name + "/s", $0.scale) }
    /// Ascending.
    static let times = [Unit("ns", 1), Unit("us", 1000), Unit("ms", 1_000_000), Unit("s", 1_000_000_000)]

    init(_ name: String, _ scale: Int) { (self.name, self.scale) = (name, scale) }

    /// The quantity in the largest unit of which it is a whole number.
    static func text(_ value: Int, in units: ArraySlice<Unit>) -> String {
        let unit = units.last { value != 0 && value % $0.scale == 0 } ?? units[units.startIndex]
        return "\(value / unit.scale)\(unit.name)"
    }

    /// The quantity with at most one decimal, in the largest unit of which there is one at least.
    static func rounded(_ value: Int, in units: ArraySlice<Unit>) -> String {
        let unit = units.last { value >= $0.scale } ?? units[units.startIndex]
        let tenths = (Double(value) / Double(unit.scale) * 10).rounded()
        return tenths.truncatingRemainder(dividingBy: 10) == 0 ? "\(Int(tenths / 10))\(unit.name)" : "\(tenths / 10)\(unit.name)"
    }

    /// `B, KiB or MiB`.
    static func list(_ units: [Unit]) -> String {
        units.dropLast().map(\.name).joined(separator: ", ") + " or " + (units.last?.name ?? "")
    }
}

/// What a text says of a quantity.
enum Quantity: Equatable {
    /// In the least unit.
    case value(Int)
    case noNumber
    case noUnit
    case unknownUnit(String)
    case tooLarge

    /// Reads a number of at most six decimals and its unit, with or without white space between.
    init(_ text: String, units: [Unit]) {
        let number = text.prefix { $0.isASCII && $0.isNumber || $0 == "." }
        let parts = number.split(separator: ".", omittingEmptySubsequences: false)
        let name = text.dropFirst(number.count).drop(while: \.isWhitespace)
        guard (1 ... 2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }), parts.dropFirst().allSatisfy({ $0.count <= 6 })
        else { self = .noNumber; return }
        guard !name.isEmpty else { self = .noUnit; return }
        guard let unit = units.first(where: { $0.name == name || $0.name == "us" && name == "µs" }) else {
            self = .unknownUnit(String(name))
            return
        }
        self = Self.product(parts, unit.scale).map(Quantity.value) ?? .tooLarge
    }

    /// The number with these digits before and after the point, times the scale, rounded down; nil beyond `Int`.
    private static func product(_ parts: [Substring], _ scale: Int) -> Int? {
        guard let whole = Int(parts[0]) else { return nil }
        let (high, overflow) = whole.multipliedReportingOverflow(by: scale)
        // At most 10⁶ × 2⁴⁰: no overflow.
        let digits = parts.count == 2 ? parts[1] : ""
        let low = (Int(digits) ?? 0) * scale / digits.reduce(1) { power, _ in power * 10 }
        let (sum, carry) = high.addingReportingOverflow(low)
        return overflow || carry || sum == .max ? nil : sum
    }
}
