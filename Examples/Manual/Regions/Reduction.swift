import Cohort

/// Pieces that overlap may all be folded into by one launch: contributions to a shared point add up, in any number of tasks
/// at a time.
enum Reduction: Chapter {
    static let name = "reduction"
    static let summary = "folding into pieces that overlap"

    @Task
    static func increment(_ values: inout Reduce<Sum<Int>, 1>) {
        for point in values.domain { values[point] += 1 }
    }

    @Task
    static func raise(_ values: inout Reduce<Maximum<Int>, 1>, to value: Int) {
        for point in values.domain { values[point].fold(value) }
    }

    static func run(_ cohort: Context) async throws {
        let numbers = Region<Numbers, 1>(0 ..< 10)
        let pieces = numbers.partitioned(restricting: 0 ..< 2, stride: 5, extent: -1 ... 5)
        print("the pieces are \(pieces.domain(0)) and \(pieces.domain(1)): \(shape(pieces))")

        numbers.value.fill(0)
        increment(&pieces.value)
        print("each piece adds 1: \(line(try await numbers.value.values()))")

        // Another operator is ordered after the first; the same one would not be.
        raise(&pieces[1].value, to: 5)
        increment(&pieces.value)
        print("the second raises to 5, each adds 1: \(line(try await numbers.value.values()))")
    }
}
