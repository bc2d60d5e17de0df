import Cohort

// What the programs about regions and partitions share.

/// A field of numbers.
@FieldSpace
struct Numbers {
    var value: Int
}

/// The sum of a field over a region or a piece.
@Task
func total(_ values: borrowing Field<Int, 1>) -> Int {
    var sum = 0
    for point in values.domain { sum += values[point] }
    return sum
}

/// Prints a line for each piece: its points, and the sum of a field over them, computed by one task a piece.
func printPieces<Space>(_ partition: Partition<Space, 1>, _ field: PartitionField<Int, 1>) async throws {
    let sums = try await total(field).values
    for color in 0 ..< partition.count { print("  piece \(color): \(partition.domain(color)), sum \(sums[color])") }
}

/// Whether pieces overlap, and whether together they are the whole.
func shape<Space, let N: Int>(_ partition: Partition<Space, N>) -> String {
    (partition.isDisjoint ? "disjoint" : "aliased") + ", " + (partition.isComplete ? "complete" : "incomplete")
}

/// Numbers with spaces between them.
func line(_ numbers: some Sequence<Int>) -> String { numbers.map(String.init).joined(separator: " ") }
