extension ByteCount {
    /// The size that a text such as `1.5GiB` or `64 MiB` tells; nothing where that has no unit or is none, or beyond `Int`.
    public init?(quantity text: String) {
        guard case .value(let bytes) = Quantity(text, units: Unit.sizes) else { return nil }
        self.init(bytes: bytes)
    }
}
