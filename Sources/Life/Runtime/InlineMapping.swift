import CSystem
import CohortLocking

/// A thing that happens once, and one who waits for it.
package final class Signal: Sendable {
    private let state = Locked(State())

    private struct State {
        var hasHappened = false
        var waiter: (@Sendable () -> Void)?
    }

    package init() {}

    /// Lets the waiter go on, if there is one; later calls do nothing.
    package func happen() {
        let waiter = state.withLock {
            $0.hasHappened = true
            return $0.waiter.take()
        }
        waiter?()
    }

    func whenHappened(_ action: @escaping @Sendable () -> Void) {
        let isLate = state.withLock {
            if !$0.hasHappened { $0.waiter = action }
            return $0.hasHappened
        }
        if isLate { action() }
    }
}

/// Data of a region that the code of a running task uses itself: an operation in program order that lasts from the moment the
/// data is ready to the end of that use.
package final class InlineMapping: @unchecked Sendable {
    // SAFETY: `frame` is written before `isMapped` happens and read after it.
    package private(set) var frame: TaskFrame?
    /// The regions it maps. Used by the context's own code.
    @exclusivity(unchecked) fileprivate var states: [TreeState] = []
    private let isMapped = Signal()
    private let isUnmapped = Signal()

    package init() {}

    /// The operation's body: hands the frame over, and ends when the data is not used any more.
    package func hold(_ frame: TaskFrame) async {
        self.frame = frame
        isMapped.happen()
        let watch = TaskContext.current?.runtime.pool.watch
        let waits = TaskContext.current?.waits
        let number = waits?.begin(Wait(object: .use))
        watch?.codeEnds()
        await withUnsafeContinuation { continuation in
            isUnmapped.whenHappened {
                if let number { waits?.end(number) }
                watch?.codeStarts()
                continuation.resume()
            }
        }
    }

    /// The data is not used any more.
    package func unmap() { isUnmapped.happen() }

    /// The operation is over without having been mapped.
    package func giveUp() { isMapped.happen() }

    func whenMapped(_ action: @escaping @Sendable () -> Void) { isMapped.whenHappened(action) }
}

extension TaskContext {
    /// Launches a mapping whose requirement stands in the plan, and suspends until the data is ready, or never will be.
    package func open(_ mapping: InlineMapping, _ plan: LaunchPlan, result: FutureBox) async {
        openMappings += 1
        mapping.states = plan.requirements.map { state(of: $0.tree) }
        for state in mapping.states { state.openMappings += 1 }
        plan.asynchronousBody = { await mapping.hold($0) }
        issue(plan, result: result)
        result.whenDone { mapping.giveUp() }
        let (watch, waits) = (runtime.pool.watch, waits)
        let number = waits.begin(Wait(object: .mapping(result)))
        watch.codeEnds()
        await withUnsafeContinuation { continuation in
            mapping.whenMapped {
                waits.end(number)
                watch.codeStarts()
                continuation.resume()
            }
        }
    }

    /// Ends a mapping; what was launched meanwhile and needs the data goes on.
    package func close(_ mapping: InlineMapping) {
        openMappings -= 1
        for state in mapping.states { state.openMappings -= 1 }
        mapping.states = []
        mapping.unmap()
        if runtime.options.order != .parallel, openMappings == 0 { finishAll() }
    }
}

extension TaskFrame {
    /// Runs `body` as the code that uses the frame's data, so that a point outside the piece makes the frame fail.
    package func use<Result>(_ body: () throws -> Result) rethrows -> Result {
        // The body cannot suspend, so it ends on the thread that it began on.
        guard let words = cohort_thread_words_get() else { return try body() }
        let outer = words.pointee.frame
        words.pointee.frame = address
        defer { words.pointee.frame = outer }
        return try body()
    }

    /// True when the data's use did something wrong.
    package var hasFailed: Bool { record.failure != nil }
}
