/// Something about a field of a table beside the regions, whose fields come and go while the program runs.
public struct ColumnStep: Sendable {
    /// The number of the field; different fields have different numbers.
    public var number: Int
    /// What happens.
    public var kind: Kind

    /// What happens to a field.
    public enum Kind: Sendable {
        /// It is added.
        case add
        /// It is overwritten, with what depends on another field, if one is given.
        case write(from: Int?)
        /// Its elements are made into a result.
        case read
        /// It is freed.
        case free
    }

    /// Something about a field.
    public init(_ number: Int, _ kind: Kind) {
        self.number = number
        self.kind = kind
    }

    /// The number of rows.
    static let rows = 12
    /// A name that a later field may have again.
    var name: String { "column\(number % 3)" }

    /// What a step writes to a row.
    static func element(_ label: Int, _ row: Int, from bits: UInt64) -> Double {
        Numbers.floating(mix(mix(UInt64(label), UInt64(row)), bits))
    }

    /// The result of reading these elements.
    static func result(_ label: Int, _ elements: [Double]) -> Double {
        Numbers.floating(elements.reduce(UInt64(label)) { mix($0, $1.bitPattern) })
    }
}

extension Generator {
    /// A step about some field, or about a new one.
    mutating func columnStep() -> Operation? {
        let open = oracle.memory.columns.filter { !$0.value.isFreed }.keys.sorted()
        guard let number = open.isEmpty || dice.hits(4) ? nil : dice.pick(open) else {
            return Operation(label(), .column(ColumnStep(oracle.memory.columns.count, .add)))
        }
        let source = dice.hits(2) ? nil : dice.pick(open)
        let kind = dice.pick([ColumnStep.Kind.write(from: source), .write(from: nil), .read, .read, .free])
        return Operation(label(), .column(ColumnStep(number, kind)))
    }

    /// The use of a field that was freed, or that nobody has written.
    mutating func misusedColumn() -> Operation? {
        let all = oracle.memory.columns.keys.sorted()
        return all.isEmpty ? nil : Operation(label(), .column(ColumnStep(dice.pick(all), .read)))
    }
}
