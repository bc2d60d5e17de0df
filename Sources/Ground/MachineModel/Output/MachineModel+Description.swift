import CohortMachine

extension MachineModel: CustomStringConvertible {
    /// A table for people, as `cohort machine` prints it: processors, memories, and the affinities between their kinds.
    public var description: String {
        let rows = groups(processors, row) + groups(memories, row) + reachRows + linkRows
        return Self.table(rows)
    }

    static func table(_ rows: [(String, String)]) -> String {
        let width = rows.map(\.0.count).max() ?? 0
        return rows.map { $0 + String(repeating: " ", count: width - $0.count + 2) + $1 }.joined(separator: "\n")
    }

    /// A row for each run of parts that are alike but for their numbers.
    private func groups<Part: MachinePart>(
        _ parts: MachineQuery<Part>, _ row: (Part) -> (name: String, isNumbered: Bool, text: String)
    ) -> [(String, String)] {
        var runs: [(name: String, isNumbered: Bool, text: String, numbers: ClosedRange<Int>)] = []
        for part in parts {
            let (name, isNumbered, text) = row(part)
            if let last = runs.last, last.name == name, last.text == text {
                runs[runs.count - 1].numbers = last.numbers.lowerBound ... part.number
            } else {
                runs.append((name, isNumbered, text, part.number ... part.number))
            }
        }
        return runs.map { ($0.isNumbered ? "\($0.name) \(Self.range($0.numbers))" : $0.name, $0.text) }
    }

    private static func range(_ numbers: ClosedRange<Int>) -> String {
        numbers.count == 1 ? "\(numbers.lowerBound)" : "\(numbers.lowerBound)-\(numbers.upperBound)"
    }

    private func row(_ processor: Processor) -> (name: String, isNumbered: Bool, text: String) {
        let threads = processor.kind == .openMP ? ", \(processor.threadCount) threads" : ""
        let node = processor.node.map { "on node \($0)" } ?? "on no node"
        return (processor.kind.rawValue, true, node + threads + (processor.isNull ? ", null" : ""))
    }

    private func row(_ memory: Memory) -> (name: String, isNumbered: Bool, text: String) {
        let capacity = memory.capacity == .unlimited ? "unlimited" : size(memory.capacity.bytes)
        let whole = memory.enclosing.flatMap(self.memory).map { ", part of \($0)" } ?? ""
        let node = memory.kind == .framebuffer ? memory.node.map { ", at node \($0)" } ?? "" : ""
        return (memory.kind.rawValue, !memory.kind.isSingle, capacity + whole + node + (memory.isNull ? ", null" : ""))
    }
}

extension MachineModel {
    private var reachRows: [(String, String)] {
        ranges(Processor.Kind.allCases.map(\.rawValue), Memory.Kind.allCases.map(\.rawValue)) { row, column in
            processors.only(Processor.Kind.allCases[row]).lazy.flatMap { processor in
                memories.only(Memory.Kind.allCases[column]).lazy.compactMap { affinity(of: processor, to: $0) }
            }
        }
    }

    private var linkRows: [(String, String)] {
        let kinds = Memory.Kind.allCases
        return ranges(kinds.map(\.rawValue), kinds.map(\.rawValue)) { row, column in
            memories.only(kinds[row]).lazy.flatMap { source in
                memories.only(kinds[column]).lazy.compactMap { affinity(from: source, to: $0) }
            }
        }
    }

    /// A row for each pair of kinds that has affinities, with the range of their figures.
    private func ranges<Affinities: Sequence<Affinity>>(
        _ rows: [String], _ columns: [String], _ affinities: (Int, Int) -> Affinities
    ) -> [(String, String)] {
        rows.indices.flatMap { row in
            columns.indices.compactMap { column in
                Self.text(affinities(row, column)).map { ("\(rows[row]) → \(columns[column])", $0) }
            }
        }
    }

    private static func text(_ affinities: some Sequence<Affinity>) -> String? {
        var worst: Affinity?, best: Affinity?
        for affinity in affinities {
            if best.map({ affinity.isBetter(than: $0) }) != false { best = affinity }
            if worst.map({ $0.isBetter(than: affinity) }) != false { worst = affinity }
        }
        guard let worst, let best else { return nil }
        return worst == best ? worst.rounded : "\(worst.rounded) to \(best.rounded)"
    }
}

extension MachineModel.Affinity {
    /// For people.
    fileprivate var rounded: String {
        "\(Unit.rounded(bandwidth.bytesPerSecond, in: Unit.bandwidths.prefix(5))) \(Unit.rounded(latency.nanoseconds, in: Unit.times[...]))"
    }
}
