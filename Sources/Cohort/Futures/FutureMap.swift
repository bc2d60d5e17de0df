import CohortDiagnostics
import CohortGeometry
import CohortLife

/// The results of an index launch: one for each point.
///
/// Passed to another index launch over as many points, it orders each point after the same point of the first launch, and
/// nothing else waits.
/// - SeeAlso: Legion's `FutureMap`.
public struct FutureMap<Value> {
    package let box: TypedFutureBox<Value>?
    /// The points, in row-major order of the results.
    public let domain: Domain
    /// As in ``Future``.
    let operations: ClosedRange<UInt64>
    let defect: CohortError?
    /// The element of each point in the box, if that is not the one of its number.
    let table: ProjectionTable?

    init(
        box: TypedFutureBox<Value>?, domain: Domain, operations: ClosedRange<UInt64> = TaskContext.noOperations,
        defect: CohortError? = nil, table: ProjectionTable? = nil
    ) {
        self.box = box
        self.domain = domain
        self.operations = operations
        self.defect = defect
        self.table = table
    }

    func element(_ point: Int) -> Int { table.map { Int($0.pieces[point]) } ?? point }

    /// The future of one point.
    ///
    /// - Errors: a point outside `domain` gives a future that throws `future.unknown-point`.
    public subscript(_ point: Int..., file file: StaticString = #fileID, line line: UInt32 = #line) -> Future<Value> {
        guard let index = domain.index(ofPoint: point) else { return unknown(point, SourceLocation(file: file, line: line)) }
        return Future(box: box, element: element(index), operations: operations, defect: defect)
    }

    /// All results in row-major order of the points; suspends until all are there.
    ///
    /// - Throws: the error of the first point that failed.
    public var values: [Value] {
        get async throws {
            guard let box else {
                try await wait()
                return []
            }
            var values: [Value] = []
            for index in 0 ..< domain.volume {
                values.append(
                    try await Future(box: box, element: element(index), operations: operations).value)
            }
            return values
        }
    }

    /// Suspends until all tasks are over.
    ///
    /// - Throws: the error of the first point that failed.
    public func wait() async throws {
        if let box {
            _ = try? await Future(box: box, element: 0, operations: operations).value
            let failures = box.allFailures
            for failure in failures { TaskContext.current?.didSee(failure) }
            if let first = failures.first { throw first }
        } else {
            try await Future<Void>(box: nil, element: 0, operations: operations, defect: defect).value
        }
    }

    private func unknown(_ point: [Int], _ place: SourceLocation) -> Future<Value> {
        let box = TypedFutureBox<Value>(count: 1)
        box.refuse(unknownPoint(point, place))
        return Future(box: box, element: 0)
    }

    func unknownPoint(_ point: [Int], _ place: SourceLocation) -> CohortError {
        CohortError(
            .unknownPoint, "a future map over \(domain) has no point \(point)",
            rule: "a future map has one future for each point of its launch", fix: "use a point of `map.domain`", at: place)
    }
}

extension FutureMap: TaskArgument {
    /// Gives each point of the launch the same point's result.
    public func pass(to builder: LaunchBuilder) {
        if let box { builder.pass(perPoint: box, table) }
    }
}

/// A value for each point of a launch.
///
/// Copied at the launch: what happens to the map later does not matter.
/// - SeeAlso: Legion's `ArgumentMap`.
public struct ArgumentMap<Value>: TaskArgument {
    let box: TypedFutureBox<Value>
    /// The points.
    public let domain: Domain

    /// The values `value` gives for the points of `domain`, each as its coordinates.
    public init(over domain: Domain, _ value: ([Int]) -> Value) {
        self.domain = domain
        box = TypedFutureBox(count: domain.volume)
        box.fill(over: domain, value)
    }

    /// Gives each point of the launch its value.
    public func pass(to builder: LaunchBuilder) { builder.pass(perPoint: box) }
}
