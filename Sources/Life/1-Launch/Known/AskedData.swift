import CohortData

/// What a requirement asks for, as bits to compare.
struct AskedData: Equatable {
    /// The number of the region, which no other ever has.
    private let tree: Int
    private let node: UnsafeRawPointer
    /// The piece, or that it is each point's own, or the one that a table says.
    private let piece: Int
    private let table: UnsafeRawPointer?
    private let reduction: UnsafeRawPointer?
    private let firstField: Int32, endOfFields: Int32, parameter: Int32
    private let privilege: Privilege
    private let coherence: Coherence
    private let isStrided: Bool

    @inline(__always)
    init(
        _ tree: Int, _ node: UnsafeRawPointer, _ selection: PieceSelection, _ privilege: Privilege, _ coherence: Coherence,
        _ reduction: ReductionOperation?, _ fields: Range<Int>, parameter: Int, isStrided: Bool
    ) {
        self.tree = tree
        self.node = node
        switch selection {
        case .piece(let piece): (self.piece, table) = (piece, nil)
        case .identity: (piece, table) = (-1, nil)
        case .projected(let table): (piece, self.table) = (-2, UnsafeRawPointer(Unmanaged.passUnretained(table).toOpaque()))
        }
        self.reduction = reduction.map { UnsafeRawPointer(Unmanaged.passUnretained($0).toOpaque()) }
        firstField = Int32(truncatingIfNeeded: fields.lowerBound)
        endOfFields = Int32(truncatingIfNeeded: fields.upperBound)
        self.parameter = Int32(truncatingIfNeeded: parameter)
        self.privilege = privilege
        self.coherence = coherence
        self.isStrided = isStrided
    }

    init(_ requirement: Requirement) {
        self.init(
            requirement.tree.id, UnsafeRawPointer(Unmanaged.passUnretained(requirement.node).toOpaque()), requirement.selection,
            requirement.privilege, requirement.coherence,
            requirement.reduction, requirement.fields, parameter: requirement.parameter, isStrided: requirement.isStrided)
    }

    @inline(__always)
    static func == (one: AskedData, two: AskedData) -> Bool {
        one.tree == two.tree && one.node == two.node && one.piece == two.piece && one.reduction == two.reduction
            && one.firstField == two.firstField && one.endOfFields == two.endOfFields
            && one.parameter == two.parameter && one.privilege == two.privilege && one.coherence == two.coherence
            && one.isStrided == two.isStrided && (one.table == two.table || one.hasSamePieces(as: two))
    }

    @inline(never)
    private func hasSamePieces(as other: AskedData) -> Bool {
        guard let table, let others = other.table else { return false }
        return Unmanaged<ProjectionTable>.fromOpaque(table)._withUnsafeGuaranteedRef {
            $0.hasSamePieces(as: Unmanaged<ProjectionTable>.fromOpaque(others).takeUnretainedValue())
        }
    }

    /// The same for what is alike, and rarely for others.
    @inline(__always)
    func mix(into hash: inout Fingerprint) {
        hash.add(UInt64(truncatingIfNeeded: tree))
        hash.add(UInt64(UInt(bitPattern: node)))
        hash.add(UInt64(truncatingIfNeeded: piece))
        hash.add(UInt64(privilege.rawValue) | UInt64(UInt32(bitPattern: endOfFields)) << 8)
    }
}

/// A number that launches have in common that are alike.
struct Fingerprint {
    private(set) var value: UInt64 = 0x9E37_79B9_7F4A_7C15

    @inline(__always)
    mutating func add(_ word: UInt64) {
        value = (value ^ word) &* 0xFF51_AFD7_ED55_8CCD
        value ^= value >> 32
    }
}
