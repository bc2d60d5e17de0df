/// Legal answers at random: a program's results may not depend on them, and this finds out.
///
/// The answers follow from the seed and from what is asked, not from when: the same task of the same program gets the same
/// answers in every run.
public struct RandomMapper: Mapper {
    /// "random".
    public let name = "random"
    private let seed: UInt64

    /// A mapper whose answers follow from `seed`.
    public init(seed: UInt64) { self.seed = seed }

    /// Any memory, extent and padding.
    public func mapTask(_ task: TaskToMap) -> TaskMapping {
        var state = seed
        for byte in task.name.utf8 { state = Self.mix(state ^ UInt64(byte)) }
        state = Self.mix(state ^ UInt64(truncatingIfNeeded: task.point))
        return TaskMapping(
            task.requirements.map { requirement in
                state = Self.mix(state &+ UInt64(truncatingIfNeeded: requirement.domain.volume) &+ 0x9e37_79b9_7f4a_7c15)
                return RequirementMapping(
                    memory: Int(state >> 8 % UInt64(task.memories.count)), extent: state & 1 == 0 ? .piece : .region,
                    padding: state & 6 == 0 ? Int(state >> 40 % 5) : 0, reuses: state & 24 != 0)
            })
    }

    private static func mix(_ value: UInt64) -> UInt64 {
        var z = value &* 0xbf58_476d_1ce4_e5b9
        z ^= z >> 29
        z &*= 0x94d0_49bb_1331_11eb
        return z ^ z >> 32
    }
}
