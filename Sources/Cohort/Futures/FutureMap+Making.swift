import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortLife

extension FutureMap {
    /// The same results under other points: the new map has at `point` what this one has at `source(point)`.
    ///
    /// Nothing is copied and nobody waits; passed to a launch it orders each point after its own source alone. Maps may be
    /// transformed again, and sources may repeat.
    /// - Errors: a source outside `domain` makes the new map fail with `future.unknown-point`, and the launches that take it.
    /// - Complexity: O(points of the new domain).
    /// - SeeAlso: Legion's `transform_future_map`.
    public func transformed(
        over domain: Domain, file: StaticString = #fileID, line: UInt32 = #line, _ source: ([Int]) -> [Int]
    ) -> FutureMap {
        var elements: [Int32] = []
        let numbering = PointNumbering(self.domain)
        do throws(CohortError) {
            try domain.forEachPoint { (point) throws(CohortError) in
                let from = source(point)
                guard let number = numbering.number(of: from) else {
                    throw unknownPoint(from, SourceLocation(file: file, line: line))
                }
                elements.append(Int32(element(number)))
            }
        } catch {
            return .failed(error, over: domain)
        }
        return FutureMap(
            box: box, domain: domain, operations: operations, defect: defect, table: ProjectionTable(elements))
    }

    /// A map of results that are there already.
    ///
    /// - SeeAlso: Legion's `construct_future_map`.
    public init(over domain: Domain, _ value: ([Int]) -> Value) {
        let box = TypedFutureBox<Value>(count: domain.volume)
        box.fill(over: domain, value)
        self.init(box: box, domain: domain)
    }

    /// A map of the futures of single tasks, one for each point, in row-major order.
    ///
    /// Its results are there when all of them are.
    /// - Errors: another number of futures than points makes the map fail with `launch.argument-count`.
    /// - SeeAlso: Legion's `construct_future_map`.
    public init(over domain: Domain, _ futures: [Future<Value>], file: StaticString = #fileID, line: UInt32 = #line)
    where Value: BitwiseCopyable {
        let builder = LaunchBuilder("gather", nil, file: file, line: line)
        builder.plan.kind = .bookkeeping
        guard futures.count == domain.volume else {
            self = .failed(
                CohortError(
                    .argumentCount, "\(futures.count) futures were given for a map over \(domain.volume) points",
                    rule: "a future map has one future for each point of its domain",
                    fix: "give one future a point, in row-major order",
                    at: builder.place), over: domain)
            return
        }
        builder.over(domain)
        for future in futures { if let box = future.box { builder.follow(box) } }
        let sources = futures.map { ($0.box, $0.element) }
        builder.run { frame in
            let (box, element) = sources[frame.pointIndex]
            if let box { frame.finish(with: box.elements[element]) }
        }
        self = builder.index()
    }

    private static func failed(_ error: CohortError, over domain: Domain) -> FutureMap {
        let box = TypedFutureBox<Value>(count: domain.volume)
        box.refuse(error)
        return FutureMap(box: box, domain: domain)
    }
}
