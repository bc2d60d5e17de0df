import CohortDiagnostics
import CohortLife
import CohortMachineModel

// The mapper that a configuration asks for: rules stand before one that decides, and those that write down stand before all.

extension MachineConfiguration {
    /// The mapper that follows; nothing when nobody asked for any, and `own` is nothing.
    ///
    /// - Parameter own: decides where nobody named another.
    func mapper(otherwise own: (any Mapper)?) throws(CohortError) -> (any Mapper)? {
        var mapper = try deciding() ?? own
        if let rules { mapper = RuleMapper(try Rules(file: rules), otherwise: mapper ?? DefaultMapper()) }
        for name in mappers.reversed() {
            guard let (kind, path) = Self.writing(name) else { continue }
            let next = mapper ?? DefaultMapper()
            mapper =
                kind == "record"
                ? try WatchingMapper.recording(next, to: path ?? "") : try WatchingMapper.logging(next, to: path)
        }
        return mapper
    }

    /// The strongest of the names that decide.
    private func deciding() throws(CohortError) -> (any Mapper)? {
        var mapper: (any Mapper)?
        for name in mappers where Self.writing(name) == nil {
            let named = try Self.deciding(name)
            mapper = mapper ?? named
        }
        return mapper
    }

    private static func deciding(_ name: String) throws(CohortError) -> any Mapper {
        if name == "default" { return DefaultMapper() }
        if name == "null" { return NullMapper() }
        if name == "random" { return RandomMapper(seed: 1, runsInline: true) }
        if name.hasPrefix("random:"), let seed = UInt64(name.dropFirst("random:".count)) {
            return RandomMapper(seed: seed, runsInline: true)
        }
        if name.hasPrefix("replay:") { return try ReplayingMapper(file: String(name.dropFirst("replay:".count))) }
        throw CohortError(
            .machineValue, "'\(name)' as mapper is not one that is included",
            rule: "the included mappers are default, null, random, random:SEED with a number from 0, and replay:FILE; "
                + "logging, logging:FILE and record:FILE write down what these decide",
            fix: "write it like `--cohort-mapper random:7`, or set `RuntimeOptions.mapper` for one of your own")
    }

    /// What the name of a mapper that writes down says; nothing for one that decides.
    private static func writing(_ name: String) -> (kind: String, path: String?)? {
        let parts = name.split(separator: ":", maxSplits: 1)
        guard let kind = parts.first, kind == "logging" || kind == "record" && parts.count == 2 else { return nil }
        return (String(kind), parts.count == 2 ? String(parts[1]) : nil)
    }
}
