/// Steps that are asked for again and again, as a part of the program that the runtime is told is repeated.
public struct Repeated: Sendable {
    /// Fills, copies and launches that the same task asks for.
    public var steps: [Operation]
    /// How often.
    public var times: Int
    /// The turn in which the last step is left out, if any; never the first.
    public var lacking: Int?
    /// True when the task waits behind each turn until all is over.
    public var waits: Bool

    /// A repeated part.
    public init(_ steps: [Operation], times: Int, lacking: Int? = nil, waits: Bool = false) {
        self.steps = steps
        self.times = times
        self.lacking = lacking
        self.waits = waits
    }

    /// The steps of one turn.
    public func steps(inTurn turn: Int) -> [Operation] { turn == lacking ? steps.dropLast() : steps }
}
