import CohortDiagnostics

/// Sums and products of bytes that say so when an address could not count them.
struct ByteCount {
    let value: Int

    init(_ value: Int) { self.value = value }

    func plus(_ other: Int) throws(CohortError) -> ByteCount {
        let (sum, isHuge) = value.addingReportingOverflow(other)
        if isHuge { throw Self.tooLarge }
        return ByteCount(sum)
    }

    func times(_ factor: Int) throws(CohortError) -> ByteCount {
        let (product, isHuge) = value.multipliedReportingOverflow(by: factor)
        if isHuge { throw Self.tooLarge }
        return ByteCount(product)
    }

    /// The next multiple of `unit`.
    func rounded(to unit: Int) throws(CohortError) -> ByteCount {
        unit <= 1 || value % unit == 0 ? self : try plus(unit - value % unit)
    }

    private static var tooLarge: CohortError {
        CohortError(
            .geometryOverflow, "an instance would need more bytes than an address can count",
            rule: "the points of an instance times the bytes of its fields, with alignment and padding, must fit in 63 bits",
            fix: "use a smaller index space, a compact layout, or less padding")
    }
}
