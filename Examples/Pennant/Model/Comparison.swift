/// How a run's fields stand to reference values.
///
/// A zone agrees if its deviation is at most `relative` times the size of its reference value, or at most `noise` times the
/// greatest size in the section. The second bound covers gas at rest, where the references hold rounding noise such as 1e-164.
public struct Comparison: Sendable, Equatable {
    /// What was found of one field.
    public struct Section: Sendable, Equatable {
        /// Its name in the file.
        public var name: String
        /// The zone that deviates most, measured by its own bound; 0-based.
        public var worstZone: Int
        /// The deviation there.
        public var deviation: Double
        /// The deviation there as a part of what is allowed; at most 1 (up to rounding) exactly if the section agrees.
        public var partOfAllowed: Double
        /// The first zone that disagrees, 0-based, with both values; nil if all agree.
        public var firstFailure: Failure?
    }

    /// A zone that disagrees.
    public struct Failure: Sendable, Equatable {
        /// The zone, 0-based.
        public var zone: Int
        /// The value of the run, and that of the reference.
        public var computed: Double, reference: Double
    }

    /// zr, ze, zp; empty where the numbers of zones differ.
    public private(set) var sections: [Section] = []
    /// The numbers of zones of the run and of the reference.
    public let zoneCount: Int, referenceCount: Int

    /// Whether every zone of every section agrees.
    public var passes: Bool { zoneCount == referenceCount && sections.allSatisfy { $0.firstFailure == nil } }

    /// Compares zone by zone.
    public init(_ fields: ZoneFields, reference: ZoneFields, relative: Double = 1e-8, noise: Double = 1e-14) {
        zoneCount = fields.density.count
        referenceCount = reference.density.count
        guard zoneCount == referenceCount else { return }
        for (own, other) in zip(fields.sections, reference.sections) {
            sections.append(Self.section(own.name, own.values, other.values, relative, noise))
        }
    }

    private static func section(
        _ name: String, _ computed: [Double], _ reference: [Double], _ relative: Double, _ noise: Double
    ) -> Section {
        var section = Section(name: name, worstZone: 0, deviation: 0, partOfAllowed: 0, firstFailure: nil)
        let floor = noise * reference.reduce(0) { max($0, abs($1)) }
        for (zone, (value, wanted)) in zip(computed, reference).enumerated() {
            let deviation = abs(value - wanted)
            let allowed = max(relative * abs(wanted), floor)
            // A NaN agrees with nothing.
            if !(deviation <= allowed), section.firstFailure == nil {
                section.firstFailure = Failure(zone: zone, computed: value, reference: wanted)
            }
            let part = deviation == 0 ? 0 : deviation.isNaN ? .infinity : deviation / allowed
            if part > section.partOfAllowed {
                (section.worstZone, section.deviation, section.partOfAllowed) = (zone, deviation, part)
            }
        }
        return section
    }
}

extension Comparison: CustomStringConvertible {
    /// A line for each section; zones are counted from 1, as in the file.
    public var description: String {
        guard zoneCount == referenceCount else { return "the run has \(zoneCount) zones, the reference \(referenceCount)" }
        return sections.map { section in
            var line = formatted(
                "worst deviation %.3e, %.3g of what is allowed", section.deviation, section.partOfAllowed)
            line = "\(section.name): \(line) (zone \(section.worstZone + 1))"
            if let failure = section.firstFailure {
                line += formatted(
                    "; first failure: zone %d is %.8e, must be %.8e", failure.zone + 1, failure.computed, failure.reference)
            }
            return line
        }.joined(separator: "\n")
    }
}
