import Cohort
import CohortGeometry

// The steps of a program, asked of the runtime.

extension Scene {
    func perform(_ operation: Operation) async throws {
        switch operation.action {
        case .fill, .copy, .launch: issue(operation)
        case .epoch(let members): epoch(members)
        case .again(let part): try await again(part, operation.label)
        case .inline(let argument, let within):
            let result = try await inline(operation.label, argument) { for one in within { self.issue(one) } }
            results[operation.label] = .single(Future(result))
        case .fence: executionFence()
        case .reduceMap(let source, let fold):
            guard let map = map(source) else { return }
            results[operation.label] = .single(reduced(map, fold))
        case .wait(let source): _ = try await single(source).value
        case .destroy(let region): destroy(region)
        case .drop(let region): drop(region)
        case .attach(let attach): self.attach(attach)
        case .detach(let number, let flushes): try await detach(number, flushes: flushes)
        case .acquire(let argument): restriction(argument, isLifted: true)
        case .release(let argument): restriction(argument, isLifted: false)
        case .column(let step): results[operation.label] = try table.perform(step, operation.label).map { .single($0) }
        case .divide: break
        }
    }

    /// Asks for a step that is asked for without waiting.
    private func issue(_ operation: Operation) {
        switch operation.action {
        case .fill(let fill): self.fill(operation, fill)
        case .copy(let copy): self.copy(operation, copy)
        case .launch(let launch): results[operation.label] = self.launch(operation, launch)
        default:
            // our bug: the generator puts nothing else here.
            preconditionFailure("a step that waits within one that cannot")
        }
    }

    private func reduced(_ map: FutureMap<Double>, _ fold: Fold) -> Future<Double> {
        switch fold {
        case .sum: map.sum()
        case .product: map.reduce(Product<Double>.self)
        case .minimum: map.min()
        case .maximum: map.max()
        }
    }

    /// Together where there are workers enough, else one after the other: nobody can tell.
    private func epoch(_ members: [Operation]) {
        let issue = {
            for member in members {
                if case .launch(let launch) = member.action { self.results[member.label] = self.launch(member, launch) }
            }
        }
        let isTogether = members.reduce(0) { $0 + ($1.launch?.points ?? 1) } <= workers
        epochIsTogether = isTogether
        if isTogether { mustEpoch(issue) } else { issue() }
        epochIsTogether = nil
    }

    private func again(_ part: Repeated, _ label: Int) async throws {
        let labels = Set(part.steps.flatMap(\.labels))
        for turn in 0 ..< part.times {
            // What hangs on their results is worked out anew.
            conditions = conditions.filter { labels.isDisjoint(with: $0.key.sources) }
            let issueTurn = { for step in part.steps(inTurn: turn) { self.issue(step) } }
            // The others are for the runtime to find.
            if label % 2 == 0 { trace(mayDiffer: true, line: UInt32(label), issueTurn) } else { issueTurn() }
            if part.waits { _ = try await executionFence().value }
        }
    }

    private func destroy(_ region: Int) {
        switch areas[region] {
        case .line(let region): region.destroy()
        case .plane(let region): region.destroy()
        case nil: break
        }
    }

    private func drop(_ region: Int) {
        areas[region] = nil
        for (number, array) in arrays where array.region == region { arrays[number]?.attachment = nil }
        for index in partitions.indices where program.partitions[index].region == region { partitions[index] = nil }
    }
}
