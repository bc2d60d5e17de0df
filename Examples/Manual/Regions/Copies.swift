import Cohort

/// Copies that the program asks for. They are operations like tasks: in program order, and nobody waits for them.
enum Copies: Chapter {
    static let name = "copies"
    static let summary = "copies between regions, with operators, and through pointers"

    @FieldSpace
    struct Entry {
        var value: Int
        var place: Int
    }

    static func run(_ cohort: Context) async throws {
        let source = Region<Numbers, 1>(0 ..< 10)
        source.value.set(Array(0 ..< 10))
        let target = Region<Numbers, 1>(0 ..< 10)
        target.value.copy(from: source.value)
        print("copied: \(line(try await target.value.values()))")

        target.value.fill(0)
        target.partitioned(.equal, into: 2)[0].value.copy(from: source.value)
        print("the first half alone: \(line(try await target.value.values()))")

        target.value.copy(from: source.value)
        target.value.copy(from: source.value, reducing: Sum<Int>.self)
        print("copied, and added once more: \(line(try await target.value.values()))")

        let entries = Region<Entry, 1>(0 ..< 4)
        entries.place.set([9, 0, 7, 0])
        entries.value.gather(from: source.value, at: entries.place)
        print("gathered from 9, 0, 7, 0: \(line(try await entries.value.values()))")

        target.value.fill(0)
        entries.value.fill(1)
        target.value.scatter(from: entries.value, to: entries.place, reducing: Sum<Int>.self)
        print("ones added at 9, 0, 7, 0: \(line(try await target.value.values()))")
    }
}
