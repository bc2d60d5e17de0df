import CohortLife

extension Future {
    /// A function of the value, computed when that is there; nobody waits at this line.
    ///
    ///     let root = total(v.x).map { Double($0).squareRoot() }
    ///
    /// The closure is a small task without regions: it runs on any worker and launches nothing. When the value's task failed it
    /// does not run, and the new future fails with the same error; what it throws itself fails the new future too.
    /// - SeeAlso: Legion's local function tasks.
    public func map<New>(
        file: StaticString = #fileID, line: UInt32 = #line, _ transform: @escaping @Sendable (Value) throws -> New
    ) -> Future<New> {
        let builder = LaunchBuilder("map", nil, file: file, line: line)
        builder.plan.kind = .bookkeeping
        guard let box else { return builder.after(self, transform) }
        let element = element
        builder.follow(box)
        builder.run { $0.finish(with: try transform(box.elements[element])) }
        return builder.single()
    }
}

extension LaunchBuilder {
    /// Launches a function of a future without a value.
    fileprivate func after<Value, New>(
        _ future: Future<Value>, _ transform: @escaping @Sendable (Value) throws -> New
    ) -> Future<New> {
        if let defect = future.defect, plan.defect == nil { plan.defect = defect }
        future.issuer?.follow(future.operations, plan)
        run { frame in if let nothing = () as? Value { frame.finish(with: try transform(nothing)) } }
        return single()
    }
}
