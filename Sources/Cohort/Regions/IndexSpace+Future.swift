import CohortDiagnostics
import CohortGeometry
import CohortLife

extension IndexSpace {
    /// The points of a domain that a task computes.
    ///
    /// The call returns at once. Who first needs the points waits for the task, and helps with it and other work meanwhile: a
    /// query, or a region over the space, whose memory is as large.
    ///
    /// - Errors: the failure of the task; `geometry.dimension-mismatch`; delivered by the first launch that uses a region
    ///   over the space.
    /// - SeeAlso: Legion's `create_index_space` from a future.
    public init(_ domain: Future<Domain>, file: StaticString = #fileID, line: UInt32 = #line) {
        let place = SourceLocation(file: file, line: line)
        let result = domain.awaited
        self.init(promisedAt: place) { () throws(CohortError) in try result.waitHelping(at: place) }
    }

    /// The points of rectangles that a task computes; they may overlap, repeat and be empty. Awaited as a domain is.
    ///
    /// - Errors: the failure of the task; `geometry.overflow`; delivered by the first launch that uses a region over the space.
    public init(rectangles: Future<[Rect<N>]>, file: StaticString = #fileID, line: UInt32 = #line) {
        let place = SourceLocation(file: file, line: line)
        let result = rectangles.awaited
        self.init(promisedAt: place) { () throws(CohortError) in
            try Domain(rectangles: result.waitHelping(at: place))
        }
    }
}

extension Future {
    /// What is left of the future when only its result is wanted.
    fileprivate var awaited: AwaitedResult<Value> { AwaitedResult(box: box, element: element, defect: defect) }
}

/// A result that somebody will need, on whatever thread.
private struct AwaitedResult<Value>: Sendable {
    let box: TypedFutureBox<Value>?
    let element: Int
    let defect: CohortError?

    /// The result, once the task is over; the thread runs other work meanwhile.
    ///
    /// - Throws: the task's error; `launch.no-context` where there is no worker to help and the result is not there.
    func waitHelping(at place: SourceLocation) throws(CohortError) -> Value {
        guard let box else { throw defect ?? LaunchMisuse.noContext("an index space of a future", place) }
        if !box.isDone, TaskContext.current != nil { box.block() }
        guard box.isDone else { throw LaunchMisuse.noContext("an index space of a future", place) }
        if let failure = box.failure(of: element) { throw failure }
        return box.elements[element]
    }
}
