/// The processors or memories of a machine that pass some filters, in the order of the machine.
///
/// A value: each filter makes a new query, and the old one stays. Nothing is computed until elements are asked for, and then no
/// more than needed; the exception is `withBestAffinity`, which looks for the best at once.
///
///     machine.processors.only(.gpu).first
///     machine.memories.withBestAffinity(to: processor).withCapacity(.gibibytes(1))
///
/// - Complexity: a step to the next element is O(elements between × filters); `count` is O(all × filters).
public struct MachineQuery<Part: MachinePart>: Sendable {
    let machine: MachineModel
    let parts: [Part]
    private var filters: [@Sendable (Part) -> Bool] = []

    init(machine: MachineModel, parts: [Part]) { (self.machine, self.parts) = (machine, parts) }

    /// Those that also pass the filter.
    public func filtered(by filter: @escaping @Sendable (Part) -> Bool) -> Self {
        var query = self
        query.filters.append(filter)
        return query
    }

    /// Those of that kind.
    public func only(_ kind: Part.Kind) -> Self { filtered { $0.kind == kind } }

    /// Those of that NUMA node.
    public func local(to node: MachineModel.Node) -> Self { filtered { $0.node == node } }

    /// Those of the NUMA node of that processor or memory; none when that belongs to no node.
    public func local(to part: some MachinePart) -> Self {
        let node = part.node
        return filtered { node != nil && $0.node == node }
    }

    private func passes(_ part: Part) -> Bool { filters.allSatisfy { $0(part) } }

    private func firstPosition(from position: Int) -> Index {
        Index(position: parts[position...].firstIndex(where: passes) ?? parts.count)
    }
}

extension MachineQuery: Collection {
    /// A place among all processors or memories.
    public struct Index: Hashable, Sendable {
        fileprivate let position: Int
    }

    public var startIndex: Index { firstPosition(from: 0) }
    public var endIndex: Index { Index(position: parts.count) }
    public func index(after index: Index) -> Index { firstPosition(from: index.position + 1) }
    public subscript(index: Index) -> Part { parts[index.position] }
}

extension MachineQuery.Index: Comparable {
    public static func < (left: Self, right: Self) -> Bool { left.position < right.position }
}

extension MachineQuery {
    /// The next one after that; nothing after the last. What is given need not pass the filters itself.
    public func next(after part: Part) -> Part? {
        guard let position = parts.firstIndex(of: part) else { return nil }
        let next = firstPosition(from: position + 1)
        return next == endIndex ? nil : self[next]
    }

    /// One of them, each as likely, and the same for the same seed; nothing when there is none.
    ///
    /// - Complexity: O(all × filters).
    public func random(seed: UInt64) -> Part? {
        let all = Array(self)
        return all.isEmpty ? nil : all[Int(truncatingIfNeeded: mixed(seed) % UInt64(all.count))]
    }

    /// Those that `affinity` gives the best figures for; all of them where several are alike, none where nobody has any.
    func best(_ affinity: @escaping @Sendable (Part) -> MachineModel.Affinity?) -> Self {
        let best = lazy.compactMap(affinity).max { $1.isBetter(than: $0) }
        return filtered { best != nil && affinity($0) == best }
    }

    /// Those whose affinity is there, and good enough.
    func withAffinity(
        _ bandwidth: Bandwidth?, _ latency: Duration?, _ affinity: @escaping @Sendable (Part) -> MachineModel.Affinity?
    ) -> Self {
        filtered { part in
            guard let affinity = affinity(part) else { return false }
            return bandwidth.map { affinity.bandwidth >= $0 } != false && latency.map { affinity.latency <= $0 } != false
        }
    }
}

/// The seed's bits, well stirred (SplitMix64).
private func mixed(_ seed: UInt64) -> UInt64 {
    var bits = seed &+ 0x9e37_79b9_7f4a_7c15
    bits = (bits ^ bits >> 30) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ bits >> 27) &* 0x94d0_49bb_1331_11eb
    return bits ^ bits >> 31
}
