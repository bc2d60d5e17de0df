import Cohort

/// Fields may hold more than numbers: here a list and a text for each number, made, copied and ended with their region.
enum Lists: Chapter {
    static let name = "lists"
    static let summary = "lists and texts as elements of fields"

    @FieldSpace
    struct Number {
        var divisors: [Int]
        var kind: String
    }

    /// Lengthens each list where it is.
    @Task
    static func divide(_ divisors: inout Field<[Int], 1>) {
        for n in divisors.domain {
            for d in 1 ... n[0] where n[0] % d == 0 { divisors[n].append(d) }
        }
    }

    @Task
    static func judge(_ divisors: borrowing Field<[Int], 1>, _ kind: inout Discard<String, 1>) {
        for n in kind.domain { kind[n] = divisors[n].count == 2 ? "prime" : "\(divisors[n].count) divisors" }
    }

    static func run(_ cohort: Context) async throws {
        let numbers = Region<Number, 1>(1 ..< 13)
        let blocks = numbers.partitioned(.equal, into: 3)
        numbers.divisors.fill([])
        divide(&blocks.divisors.all)
        judge(blocks.divisors, &blocks.kind.all)
        print("12 is divided by \(line(try await numbers.divisors.values()[11]))")
        let kinds = try await numbers.kind.values()
        print("9 has \(kinds[8]), primes: \(line((1 ... 12).filter { kinds[$0 - 1] == "prime" }))")

        let kept = Region<Number, 1>(1 ..< 13)
        kept.divisors.copy(from: numbers.divisors)
        divide(&numbers.divisors)
        let (twice, once) = (try await numbers.divisors.values()[11], try await kept.divisors.values()[11])
        print("divided again: \(twice.count) in the list, \(once.count) in its copy")
    }
}
