import Cohort

/// A region is names only: an index space for its rows, a field space for its columns. Data is there once a field is used.
enum LogicalRegions: Chapter {
    static let name = "logicalregions"
    static let summary = "index spaces, field spaces, and regions over them"

    @FieldSpace
    struct Sample {
        var count: Int
        var weight: Double
    }

    static func run(_ cohort: Context) async throws {
        let rows = IndexSpace<1>(0 ..< 100)
        let first = Region<Sample, 1>(over: rows, named: "first")
        let second = Region<Sample, 1>(over: rows, named: "second")
        let fields = Sample.fields.map(\.name).joined(separator: ", ")
        print("'\(first.name)' and '\(second.name)' have the points \(first.domain) and the fields \(fields)")

        // The same names for rows and columns, and yet each has data of its own.
        first.count.fill(1)
        second.count.fill(2)
        let sums = (total(first.count), total(second.count))
        print("their counts sum to \(try await sums.0.value) and \(try await sums.1.value)")

        // A partition names parts of an index space, so it serves every region over it.
        let halves = first.partitioned(.equal, into: 2)
        print("'\(halves[1].name)' and '\(halves.applied(to: second)[1].name)' have the points \(halves.domain(1))")

        // Far more than any memory; nobody uses a field, so nothing is taken.
        let vast = Region<Sample, 3>(0 ..< 100_000, 0 ..< 100_000, 0 ..< 1000, named: "vast")
        print("'\(vast.name)' has \(vast.domain.volume) points and no data")

        // After its end a region is no use to anybody.
        first.destroy()
        do {
            _ = try await total(first.count).value
        } catch let error as CohortError {
            print("a sum after the region was destroyed: \(error.code)")
        }
        print("'\(second.name)' is still there: \(try await total(second.count).value)")
    }
}
