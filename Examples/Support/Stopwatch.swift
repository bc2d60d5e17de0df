/// Measures wall time from its making on.
public struct Stopwatch {
    private let start = ContinuousClock.now

    /// Starts.
    public init() {}

    /// What has passed, in seconds.
    public var seconds: Double { (ContinuousClock.now - start) / .seconds(1) }
}
