/// Where a length is cut into blocks: block `k` is `position(k) ..< position(k + 1)`.
struct Cuts {
    /// One more than there are blocks; from 0 to the length.
    let positions: ContiguousArray<Int>

    var count: Int { positions.count - 1 }

    /// `count` blocks whose lengths differ by at most one: cut `k` at ⌊k · length / count⌋.
    init(_ length: Int, equally count: Int) {
        let (quotient, remainder) = length.quotientAndRemainder(dividingBy: max(1, count))
        positions = ContiguousArray((0 ... count).map { $0 * quotient + $0 * remainder / max(1, count) })
    }

    /// Blocks in proportion to weights, whose sum is positive and in range: cut `k` at ⌊length · (w₀ + … + w₍k₋₁₎) / W⌋.
    init(_ length: Int, weights: [Int]) {
        let total = UInt(weights.reduce(0, +))
        var positions: ContiguousArray<Int> = [0]
        var sum: UInt = 0
        for weight in weights {
            sum += UInt(weight)
            positions.append(Int(total.dividingFullWidth(UInt(length).multipliedFullWidth(by: sum)).quotient))
        }
        self.positions = positions
    }

    /// Blocks of `size`, the first one cut short to `first` or less, the last one to what is left.
    init(_ length: Int, every size: Int, first: Int) {
        let start: ContiguousArray<Int> = length > 0 ? [0] : []
        positions = start + ContiguousArray(stride(from: min(first, length), to: length, by: size)) + [length]
    }
}
