import CohortMachineModel

/// Which memories are near to each, by the bandwidth and latency of copies between them.
struct MemoryDistances {
    private let count: Int
    /// For each target the ranks of all sources: 0 for itself, then the nearer the lower, and the same for those equally near.
    private let ranks: [Int32]

    init(_ machine: MachineModel) {
        let memories = Array(machine.memories)
        count = memories.count
        ranks = memories.flatMap { target in
            Self.ranks(memories.map { machine.affinity(from: $0, to: target) }, target.id.rawValue)
        }
    }

    /// How near the memory numbered `source` is to the one numbered `target`; less is nearer.
    func rank(from source: Int, to target: Int) -> Int { Int(ranks[target * count + source]) }

    /// Memories that no copy reaches directly come last.
    private static func ranks(_ affinities: [MachineModel.Affinity?], _ own: Int) -> [Int32] {
        let known = Set(affinities.compactMap { $0 }).sorted { $0.isBetter(than: $1) }
        return affinities.enumerated().map { number, affinity in
            if number == own { return 0 }
            let place = affinity.flatMap { known.firstIndex(of: $0) } ?? known.count
            return Int32(place + 1)
        }
    }
}
