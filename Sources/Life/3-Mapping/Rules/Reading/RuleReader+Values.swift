import CohortMachineModel

// What statements say.

extension RuleReader {
    mutating func processors() throws -> ProcessorChoice {
        var groups = [try processorGroup()]
        while take("else") { groups.append(try processorGroup()) }
        return ProcessorChoice(groups: groups)
    }

    private mutating func processorGroup() throws -> ProcessorChoice.Group {
        if take("any") { return ProcessorChoice.any.groups[0] }
        let word = take()
        guard word.kind == .word, let kind = MachineModel.Processor.Kind(rawValue: word.text) else {
            let kinds = MachineModel.Processor.Kind.allCases.map(\.rawValue)
            throw unknown(word, among: kinds + ["any"], what: "kind of processor")
        }
        let numbers = next.kind == .number ? try self.numbers() : []
        let node = take("node") ? try number(0 ... 63, "node") : nil
        return ProcessorChoice.Group(kind: kind, numbers: numbers, node: node)
    }

    /// `0, 2` or `0...3`, or both.
    private mutating func numbers() throws -> [Int] {
        var numbers: [Int] = []
        repeat {
            let start = next
            let low = try number(0 ... 4095, "number of a processor")
            guard take("...") else { numbers.append(low); continue }
            let high = try number(0 ... 4095, "number of a processor")
            guard low <= high else {
                throw mistake(
                    start, "the range \(low)...\(high) goes down", rule: "a range begins with the smaller number",
                    fix: "write \(high)...\(low)")
            }
            numbers += low ... high
        } while take(",")
        return numbers
    }

    mutating func memories() throws -> MemoryChoice {
        var options = [try memoryOption()]
        while take("else") { options.append(try memoryOption()) }
        return MemoryChoice(options: options)
    }

    private mutating func memoryOption() throws -> MemoryChoice.Option {
        if take("nearest") { return .nearest }
        if take("current") { return .current }
        let word = take()
        let kinds = MachineModel.Memory.Kind.allCases.filter { $0 != .file }
        guard word.kind == .word, let kind = MachineModel.Memory.Kind(rawValue: word.text), kind != .file else {
            throw unknown(word, among: kinds.map(\.rawValue) + ["nearest", "current"], what: "memory")
        }
        return .kind(kind, next.kind == .number ? try number(0 ... 63, "number of a memory") : nil)
    }

    mutating func slicing() throws -> Slicing {
        let word = take()
        switch word.text {
        case "even": return .even
        case "blocks": return .blocks
        case "whole": return .whole
        case "round-robin": return .roundRobin(next.kind == .number ? try number(1 ... .max, "number of points") : 1)
        default: throw unknown(word, among: ["even", "round-robin", "blocks", "whole"], what: "way to slice")
        }
    }

    mutating func extent() throws -> RequirementMapping.Extent {
        let word = take()
        guard let extent = RequirementMapping.Extent(rawValue: word.text) else {
            throw unknown(word, among: RequirementMapping.Extent.allCases.map(\.rawValue), what: "extent")
        }
        return extent
    }

    mutating func leaving() throws -> RequirementMapping.Leaving {
        let word = take()
        guard let leaving = RequirementMapping.Leaving(ruleText: word.text) else {
            throw unknown(word, among: RequirementMapping.Leaving.ruleTexts.map(\.text), what: "time to leave")
        }
        return leaving
    }

    mutating func yesOrNo() throws -> Bool {
        let word = take()
        guard word.text == "yes" || word.text == "no" else { throw unknown(word, among: ["yes", "no"], what: "answer") }
        return word.text == "yes"
    }

    mutating func number(_ range: ClosedRange<Int>, _ what: String) throws -> Int {
        let token = take()
        guard token.kind == .number, let number = Int(token.text), range.contains(number) else {
            let bound =
                range.upperBound == .max ? "from \(range.lowerBound) on" : "from \(range.lowerBound) to \(range.upperBound)"
            throw mistake(
                token, "\(token.shown) is no \(what)", rule: "a \(what) is a whole number \(bound), without a unit",
                fix: "write a number such as \(max(1, range.lowerBound))")
        }
        return number
    }

    /// A number with a unit, with or without a blank between them.
    mutating func size() throws -> ByteCount {
        let token = take()
        var text = token.text
        if token.kind == .number, next.kind == .word, next.text != "and", text.last?.isNumber == true { text += take().text }
        guard token.kind == .number, let size = ByteCount(quantity: text) else {
            throw mistake(
                token, "\(token.shown) is no size",
                rule: "a size is a number and a unit: B, KiB, MiB, GiB, TiB, kB, MB, GB or TB",
                fix: "write it like 64MiB")
        }
        return size
    }
}
