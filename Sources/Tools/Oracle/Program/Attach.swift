/// An array outside that becomes the data of one field of a region or a piece.
public struct Attach: Sendable {
    /// The name by which it is detached.
    public var number: Int
    /// What it becomes the data of; its privilege is to discard.
    public var argument: Argument
    /// The array's elements depend on this.
    public var salt: UInt64
    /// True when the first index runs fastest.
    public var isColumnMajor = false
    /// True when the array has the new data whenever an operation is over.
    public var isRestricted = true

    /// An array for a field.
    public init(_ number: Int, _ target: Target, _ field: Int, salt: UInt64) {
        self.number = number
        argument = Argument(target, [field], .discard)
        self.salt = salt
    }

    /// The field.
    var field: Int { argument.fields[0] }

    /// What the array holds at first.
    func element(_ spot: Spot) -> UInt64 { RandomProgram.kind(field).element(mix(salt, spot.bits), reach: salt) }

    /// The points that an array for these has elements for: those of the bounding rectangle, row-major.
    static func bounds(of spots: Spots) -> Spots {
        guard let top = spots.map(\.x).min(), let bottom = spots.map(\.x).max(), let left = spots.map(\.y).min(),
            let right = spots.map(\.y).max()
        else { return [] }
        return (top ... bottom).flatMap { x in (left ... right).map { Spot(x, $0) } }
    }
}
