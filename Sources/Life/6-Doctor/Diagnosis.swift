import CohortDiagnostics

/// What the doctor has found: a report, and the wait that is to fail if tasks await each other's results.
struct Diagnosis {
    let text: String
    /// A wait for results in a circle of such waits.
    fileprivate let breakable: (waits: Waits, number: Int, error: CohortError)?

    /// Nothing but a text.
    init(_ text: String) {
        self.text = text
        breakable = nil
    }

    /// What a pool that has come to a stop waits for.
    init(_ census: Census, title: String) {
        text = census.report(title)
        breakable = census.circle(through: false).flatMap { census.breakable($0) }
    }

    /// Lets the wait fail; false when there is none.
    func breakCircle() -> Bool {
        guard let (waits, number, error) = breakable, let wait = waits.end(number) else { return false }
        wait.fail?(error.diagnosed(text))
        return true
    }
}

extension Census {
    /// The wait that can fail of the task in the circle that comes last in program order.
    fileprivate func breakable(_ circle: [Waiter]) -> (waits: Waits, number: Int, error: CohortError)? {
        let members = Set(circle)
        var best: (context: TaskContext, number: Int, producer: RecordPointer)?
        for one in contexts.reversed() where best == nil {
            for (number, wait) in one.context.waits.all where wait.fail != nil {
                guard case .results(let box) = wait.object else { continue }
                if let record = wait.record, !leads(record, into: members) { continue }
                if wait.record == nil, !members.contains(.code(one.context.identity)) { continue }
                guard let producer = producers(box).first(where: { members.contains(.operation($0)) }) else { continue }
                best = (one.context, number, producer)
            }
        }
        return best.map { ($0.context.waits, $0.number, cycle($0.context, $0.producer, circle)) }
    }

    /// Whether one of the circle's operations follows this one.
    private func leads(_ record: RecordPointer, into members: Set<Waiter>) -> Bool {
        var isSo = false
        record.forEachSuccessor { isSo = isSo || members.contains(.operation($0)) }
        return isSo
    }

    private func cycle(_ context: TaskContext, _ producer: RecordPointer, _ circle: [Waiter]) -> CohortError {
        let home = contexts.first { $0.context === context }?.home
        let start = circle.firstIndex(of: .operation(producer)) ?? 0
        let turned = Array(circle[start...] + circle[..<start])
        return CohortError(
            .futureCycle,
            "task '\(context.trail.last ?? "main")' waits for the result of \(name(of: producer)), which waits for it: \(text(turned))",
            rule: "a task may not wait, itself or through others, for a result that hangs on its own",
            fix:
                "return what the others need before waiting for them, or let the task that launched both bring the results together",
            trail: context.trail, at: home?.pointee.launch?.pointee.place)
    }
}
