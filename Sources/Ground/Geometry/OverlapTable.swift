/// Which pieces of one list share points with which of another: rows of targets, compressed.
///
/// Row `i` is `targets[offsets[i] ..< offsets[i + 1]]`, ascending, with a byte of `flags` for each.
/// O((n + m) log m + answers) for ordinary inputs. Pieces of different dimension share nothing.
public struct OverlapTable: Sendable {
    /// Set when the right piece lies wholly inside the left one.
    public static let rightInsideLeft: UInt8 = 1
    /// Set when the left piece lies wholly inside the right one.
    public static let leftInsideRight: UInt8 = 2

    /// Where each row starts, and the end of the last: one more than there are left pieces.
    public let offsets: ContiguousArray<Int32>
    /// The right pieces met, ascending within a row.
    public let targets: ContiguousArray<Int32>
    /// How each pair lies.
    public let flags: ContiguousArray<UInt8>
    /// Whether the left pieces together have every point of the right ones; true when the right ones have none.
    public let rightUnionInsideLeftUnion: Bool

    /// The table of two lists of pieces.
    public init(_ left: some Sequence<Domain>, _ right: some Sequence<Domain>) {
        let search = OverlapSearch(ContiguousArray(left), ContiguousArray(right), parts: 1)
        search.prepare()
        search.run(part: 0)
        self = search.table()
    }

    init(
        offsets: ContiguousArray<Int32>, targets: ContiguousArray<Int32>, flags: ContiguousArray<UInt8>,
        rightUnionInsideLeftUnion: Bool
    ) {
        self.offsets = offsets
        self.targets = targets
        self.flags = flags
        self.rightUnionInsideLeftUnion = rightUnionInsideLeftUnion
    }
}
