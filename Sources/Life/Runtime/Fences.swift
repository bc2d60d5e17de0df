import CohortDiagnostics

extension TaskContext {
    /// Issues an operation that follows everything launched so far, failed or not, and that everything launched later follows.
    package func issueFence(_ result: FutureBox, at place: SourceLocation) {
        var references: ContiguousArray<OperationReference> = []
        forEachOutstanding { references.append($0) }
        let launch = takeLaunch()
        launch.pointee.body = nil
        launch.pointee.closure = { $0.finish(with: true) }
        launch.pointee.result = result
        launch.pointee.place = place
        result.producerContext = identity
        let record = issueLone(launch, "fence", after: references)
        result.producers[0] = record
        fence = record
    }

    /// Orders a launch after the operations numbered `range`, and lets it fail with them.
    package func follow(_ range: ClosedRange<UInt64>, _ plan: LaunchPlan) {
        forEachOutstanding { if range.contains($0.sequence) { plan.events.append($0) } }
        if hasFailures, plan.defect == nil { plan.defect = failures.withLock { $0.errors(in: range).first } }
    }

    /// Orders a launch after the last fence, while that is not over.
    @inline(never)
    func followFence(_ plan: LaunchPlan) {
        if fence.isOver, log == nil { fence = .none } else { plan.events.append(fence) }
    }
}
