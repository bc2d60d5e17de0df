import CohortData
import CohortDiagnostics
import CohortGeometry

// Data that are there only if a predicate turns out true. Whoever wants them looks when it runs, since then the predicate is known.

/// Points that a predicated launch writes, if it runs.
struct UncertainWrite {
    var domain: Domain
    let predicate: FutureBox

    /// Whether it ran. Asked when the predicate is known.
    var happened: Bool { predicate.base.assumingMemoryBound(to: Bool.self).pointee }
}

/// A launch's question whether data were written that it wants to see.
struct Doubt {
    /// The points that only uncertain writes have written.
    let missing: Domain
    let writes: [UncertainWrite]
    /// What to say of points that nobody has written.
    let error: (Domain) -> CohortError

    /// The error, if some of the writes that were needed did not happen.
    var failure: CohortError? {
        let rest = writes.reduce(missing) { $1.happened ? $0.subtractingOrEmpty($1.domain) : $0 }
        return rest.isEmpty ? nil : error(rest)
    }
}

extension FieldContents {
    /// The points of a domain that no uncertain write may have written either.
    func lacking(_ missing: Domain) -> Domain { uncertain.reduce(missing) { $0.subtractingOrEmpty($1.domain) } }

    /// Notes that points are written if a predicate is true.
    mutating func addUncertain(_ write: UncertainWrite) {
        if uncertain.contains(where: { $0.predicate === write.predicate && write.domain.isSubset(of: $0.domain) }) { return }
        uncertain.append(write)
    }

    /// Forgets what may have been written to points whose data are gone.
    mutating func forgetUncertain(_ gone: Domain) {
        for index in uncertain.indices { uncertain[index].domain = uncertain[index].domain.subtractingOrEmpty(gone) }
        uncertain.removeAll { $0.domain.isEmpty }
    }
}

extension LaunchPlan {
    /// Lets the launch's points look, before their body runs, whether the data are there.
    func settleDoubts() {
        let doubts = doubts
        for doubt in doubts { extraPredecessors += doubt.writes.map(\.predicate) }
        let look = { () throws(CohortError) in
            for doubt in doubts { if let failure = doubt.failure { throw failure } }
        }
        if let whole = asynchronousBody {
            asynchronousBody = { frame in
                try look()
                try await whole(frame)
            }
        } else {
            let (body, whole) = (body, closure)
            self.body = nil
            closure = { frame in
                try look()
                if let body { frame.run(body) } else { try whole?(frame) }
            }
        }
    }
}
