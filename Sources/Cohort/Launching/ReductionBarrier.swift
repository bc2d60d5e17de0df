import CohortData
import CohortDiagnostics
import CohortLife
import CohortLocking

/// A phase barrier whose arrivals bring values: each generation has the result of folding them.
///
///     var agreed = ReductionBarrier(arrivals: 4, Minimum<Double>.self)
///     agreed.arrive(step(pieces[i]))           // a future: arrives when it is there
///     let dt = agreed.value()                  // a future of the least of the four
///     agreed.advance()
///
/// Values are folded in the program order of the lines that arrive, so floating-point results do not vary. Handles are values,
/// as those of `PhaseBarrier`; results are kept while somebody holds one.
/// - SeeAlso: Legion's dynamic collectives.
public struct ReductionBarrier<Operator: ReductionOperator>: Sendable {
    /// The barrier itself at this generation, for launches that wait or arrive without a value.
    public private(set) var barrier: PhaseBarrier
    private let contributions: Contributions<Operator>

    /// A barrier whose every generation takes this many arrivals, at its first generation; fewer than 1 counts as 1.
    ///
    /// - Parameters:
    ///   - initial: what each generation's fold starts from; the operator's identity unless given.
    ///   - isOpen: true when threads that are no tasks of this program arrive; their values come first, in no order.
    public init(
        arrivals: Int, _ type: Operator.Type, initial: Operator.Element = Operator.identity, named name: String = "barrier",
        isOpen: Bool = false, file: StaticString = #fileID, line: UInt32 = #line
    ) {
        barrier = PhaseBarrier(arrivals: arrivals, named: name, isOpen: isOpen, file: file, line: line)
        contributions = Contributions(initial: initial)
    }

    /// The generation this handle names, from 0 on.
    public var generation: UInt64 { barrier.generation }

    /// Makes this handle name the next generation.
    public mutating func advance() { barrier.advance() }

    /// The next generation.
    public func advanced() -> ReductionBarrier {
        var next = self
        next.advance()
        return next
    }

    /// Arrives now with a value.
    ///
    /// - Throws: `barrier.too-many-arrivals`; in a leaf task `task.leaf-violation`: return the value, and arrive with the future.
    public func arrive(_ value: Operator.Element, file: StaticString = #fileID, line: UInt32 = #line) throws {
        if TaskContext.current == nil, TaskFrame.current != nil {
            throw LaunchMisuse.noContext("an arrival", SourceLocation(file: file, line: line))
        }
        let number = contributions.add(.success(value), to: generation, at: .here)
        do {
            try barrier.arrive(file: file, line: line)
        } catch {
            contributions.remove(number, from: generation)
            throw error
        }
    }

    /// Arrives when a future is there, with its value; nobody waits at this line.
    ///
    /// A future that fails arrives too, and makes the generation's value fail.
    /// - Errors: `barrier.too-many-arrivals`.
    @discardableResult
    public func arrive(
        _ value: Future<Operator.Element>, file: StaticString = #fileID, line: UInt32 = #line
    ) -> Future<Void> {
        let builder = LaunchBuilder("arrive", nil, file: file, line: line)
        builder.plan.kind = .bookkeeping
        builder.plan.arrivals.append(barrier.phase)
        guard let box = value.box else { return builder.single() }
        let (contributions, generation, position, element) = (contributions, generation, ProgramPosition.here, value.element)
        builder.follow(box)
        builder.run { _ in contributions.add(.success(box.elements[element]), to: generation, at: position) }
        // Told before the launch's arrival, which follows the future's task.
        box.whenDone {
            if let error = box.failure(of: element) { contributions.add(.failure(error), to: generation, at: position) }
        }
        return builder.single()
    }

    /// The values of this generation folded, once all have arrived.
    ///
    /// - Errors: that of an arrival whose future failed; `barrier.stalled` when nothing that runs can arrive any more.
    public func value(file: StaticString = #fileID, line: UInt32 = #line) -> Future<Operator.Element> {
        let builder = LaunchBuilder("value", nil, file: file, line: line)
        builder.plan.kind = .bookkeeping
        builder.plan.awaited.append(barrier.phase)
        let (contributions, generation) = (contributions, generation)
        builder.run { $0.finish(with: try contributions.fold(generation)) }
        return builder.single()
    }
}

/// What has arrived at the generations of one barrier.
private final class Contributions<Operator: ReductionOperator>: @unchecked Sendable {
    // SAFETY: elements are sendable, and all that changes stands behind the lock.
    private let initial: Operator.Element
    private let generations = Locked<[UInt64: [Contribution]]>([:])

    private struct Contribution {
        let number: Int
        let position: ProgramPosition
        let value: Result<Operator.Element, CohortError>
    }

    init(initial: Operator.Element) { self.initial = initial }

    /// Notes a value; the number tells it from others of its generation.
    @discardableResult
    func add(_ value: Result<Operator.Element, CohortError>, to generation: UInt64, at position: ProgramPosition) -> Int {
        generations.withLock {
            let number = ($0[generation]?.last?.number ?? -1) + 1
            $0[generation, default: []].append(Contribution(number: number, position: position, value: value))
            return number
        }
    }

    func remove(_ number: Int, from generation: UInt64) {
        generations.withLock { $0[generation]?.removeAll { $0.number == number } }
    }

    /// All values of a generation, folded in program order; those of one place in the order in which they came.
    func fold(_ generation: UInt64) throws(CohortError) -> Operator.Element {
        let all = generations.withLock { $0[generation] ?? [] }
        var total = initial
        for one in all.sorted(by: { ($0.position, $0.number) < ($1.position, $1.number) }) {
            Operator.combine(&total, try one.value.get())
        }
        return total
    }
}
