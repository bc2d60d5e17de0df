import CohortDiagnostics

/// The text of a value, with what a message about it has to say.
struct Value {
    let text: String
    let name: String
    let origin: SettingOrigin

    init(_ text: String, of name: String, _ origin: SettingOrigin) {
        (self.text, self.name, self.origin) = (text, name, origin)
    }

    func count(in range: ClosedRange<Int>) throws(CohortError) -> Int {
        let isNumber = !text.isEmpty && text.utf8.allSatisfy { (0x30 ... 0x39).contains($0) }
        guard isNumber, let count = Int(text), range.contains(count) else {
            throw refusal(
                isNumber ? "out of range" : "no number",
                rule: "\(name) is a whole number from \(range.lowerBound) to \(range.upperBound)",
                fix: "write one, such as `\(name) \(range.contains(2) ? 2 : range.upperBound)`")
        }
        return count
    }

    func size(least: Int) throws(CohortError) -> ByteCount {
        if text == "unlimited" { return .unlimited }
        let size = ByteCount(bytes: try quantity(Unit.sizes, "1GiB"))
        guard size.bytes >= least else {
            throw refusal("too small", rule: "\(name) has room for something", fix: "leave it out, or write a size such as 1GiB")
        }
        return size
    }

    func bandwidth() throws(CohortError) -> Bandwidth {
        let value = try quantity(Unit.bandwidths, "20GB/s")
        guard value > 0 else {
            throw refusal(
                "too small", rule: "a bandwidth is at least 1B/s", fix: "write `none` in an `affinity` statement where no data go"
            )
        }
        return Bandwidth(bytesPerSecond: value)
    }

    func time() throws(CohortError) -> Duration { .nanoseconds(try quantity(Unit.times, "90ns")) }

    private func quantity(_ units: [Unit], _ example: String) throws(CohortError) -> Int {
        let exampleUnit = example.drop { $0.isNumber }
        let rule = "a quantity is a number, with at most six decimals, and a unit: \(Unit.list(units))"
        switch Quantity(text, units: units) {
        case .value(let value): return value
        case .noNumber: throw refusal("no quantity", rule: rule, fix: "write it like \(example)")
        case .tooLarge: throw refusal("too large", rule: "\(name) fits into 63 bits", fix: "write less, or leave it out")
        case .noUnit:
            throw refusal("a number without a unit", rule: rule, fix: "say what is meant, such as \(text)\(exampleUnit)")
        case .unknownUnit(let unit):
            let near = units.map(\.name).filter { $0.lowercased().hasPrefix(unit.lowercased()) }
            let number = text.prefix { $0 != unit.first && $0 != " " }
            let meant = (near.isEmpty ? [String(exampleUnit)] : near).map { "\(number)\($0)" }.joined(separator: " or ")
            throw refusal("a number with the unknown unit '\(unit)'", rule: rule, fix: "write \(meant)")
        }
    }

    func refusal(_ what: String, rule: String, fix: String) -> CohortError {
        let summary = text.isEmpty ? "\(name) has no value" : "'\(text)' as \(name) is \(what)"
        return CohortError(.machineValue, summary, rule: rule, fix: fix, trail: [origin.description], at: origin.location)
    }
}
