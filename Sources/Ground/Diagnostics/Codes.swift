// Every code there is, in one list: `cohort explain` has a page for each, and a test holds the two together.

extension CohortError.Code {
    // Geometry
    /// A coordinate, volume or product left the range of `Int`.
    public static let geometryOverflow = Self(rawValue: "geometry.overflow")
    /// Two domains of different dimension met.
    public static let geometryDimension = Self(rawValue: "geometry.dimension-mismatch")
}

extension CohortError.Code: CaseIterable {
    /// All codes, in the order of the parts of the system.
    public static let allCases: [CohortError.Code] = [
        .geometryOverflow, .geometryDimension,
    ]
}
