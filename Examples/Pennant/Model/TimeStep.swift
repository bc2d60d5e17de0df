/// The longest next time step that some zones allow.
///
/// A value with a fold: the limits of the pieces of a mesh, folded by `combined`, give the limit of the whole mesh, whatever
/// the order. Of equal limits Courant's goes before that of volume, and the zone with the lower number goes first.
@frozen
public struct HydroLimit: BitwiseCopyable, Sendable, Hashable {
    /// Which condition limits.
    @frozen
    public enum Kind: UInt8, BitwiseCopyable, Sendable {
        /// Sound or a compression crosses the zone.
        case courant
        /// The zone's volume changes.
        case volume
    }

    /// The step; 1e99 where nothing limits.
    public var step: Double
    /// The zone that limits, or -1.
    public var zone: Int32
    /// The condition that limits.
    public var kind: Kind

    /// A limit.
    @inlinable
    public init(step: Double, zone: Int32, kind: Kind) {
        self.step = step
        self.zone = zone
        self.kind = kind
    }

    /// The neutral element: nothing limits.
    @inlinable
    public static var none: HydroLimit { HydroLimit(step: 1e99, zone: -1, kind: .courant) }

    /// The limit of both.
    @inlinable
    public func combined(with other: HydroLimit) -> HydroLimit {
        if other.step != step { return other.step < step ? other : self }
        if other.kind != kind { return other.kind == .courant ? other : self }
        return other.zone >= 0 && (zone < 0 || other.zone < zone) ? other : self
    }
}

/// Collects the limits of zones in ascending order of their numbers.
@frozen
public struct HydroLimitScan: BitwiseCopyable, Sendable {
    /// The least Courant step and its zone.
    public var courant = 1e99, courantZone: Int32 = -1
    /// The greatest relative change of volume and its zone.
    public var change = 1e-99, changeZone: Int32 = -1

    /// No zones yet.
    @inlinable
    public init() {}

    /// Takes in the Courant step of a zone.
    @inlinable @inline(__always)
    public mutating func takeCourant(_ step: Double, zone: Int) {
        if step < courant { (courant, courantZone) = (step, Int32(truncatingIfNeeded: zone)) }
    }

    /// Takes in the relative change of a zone's volume.
    @inlinable @inline(__always)
    public mutating func takeChange(_ relative: Double, zone: Int) {
        if relative > change { (change, changeZone) = (relative, Int32(truncatingIfNeeded: zone)) }
    }

    /// These zones, and then those of another scan.
    public func with(_ later: HydroLimitScan) -> HydroLimitScan {
        var all = self
        all.takeCourant(later.courant, zone: Int(later.courantZone))
        all.takeChange(later.change, zone: Int(later.changeZone))
        return all
    }

    /// The limit after a cycle with the time step given.
    @inlinable
    public func limit(step: Double, _ c: Coefficients) -> HydroLimit {
        let byVolume = step * c.volumeFactor / change
        return byVolume < courant
            ? HydroLimit(step: byVolume, zone: changeZone, kind: .volume)
            : HydroLimit(step: courant, zone: courantZone, kind: .courant)
    }
}

/// A chosen time step, and why it is no longer.
@frozen
public struct TimeStep: BitwiseCopyable, Sendable, Hashable {
    /// The rule that limits a step.
    @frozen
    public enum Reason: BitwiseCopyable, Sendable, Hashable {
        /// The deck's greatest step.
        case maximum
        /// The deck's first step.
        case initial
        /// The run ends.
        case end
        /// A zone.
        case hydro(HydroLimit)
    }

    /// The length of the step.
    public var length: Double
    /// What limited this step, or for a recovery the step before it.
    public var reason: Reason
    /// Whether the step still grows back from what limited an earlier one.
    public var isRecovery: Bool

    /// A step.
    @inlinable
    public init(length: Double, reason: Reason, isRecovery: Bool = false) {
        self.length = length
        self.reason = reason
        self.isRecovery = isRecovery
    }
}

extension TimeStep: CustomStringConvertible {
    /// The reason in words, as the log shows it.
    public var description: String {
        let text =
            switch reason {
            case .maximum: "Global maximum (dtmax)"
            case .initial: "Initial timestep"
            case .end: "Global (tstop - time)"
            case .hydro(let limit): "Hydro \(limit.kind == .courant ? "Courant" : "dV/V") limit for z = \(limit.zone)"
            }
        return isRecovery ? "Recovery: " + text : text
    }
}

/// The deck's rules for time steps and for the end of the run.
@frozen
public struct TimeControl: BitwiseCopyable, Sendable, Equatable {
    /// The first step (`dtinit`).
    public var initialStep = 1e99
    /// The greatest step (`dtmax`).
    public var maximumStep = 1e99
    /// The greatest growth from step to step (`dtfac`).
    public var growthFactor = 1.2
    /// The run ends after this cycle (`cstop`).
    public var lastCycle = 999_999
    /// The run ends at this time (`tstop`).
    public var lastTime = 1e99

    /// The defaults.
    @inlinable
    public init() {}

    /// Whether another cycle follows.
    @inlinable
    public func continues(afterCycle cycle: Int, time: Double) -> Bool { cycle < lastCycle && time < lastTime }

    /// The step of a cycle.
    ///
    /// - Parameters:
    ///   - cycle: counts from 1.
    ///   - time: at the start of the cycle.
    ///   - previous: the step of the cycle before; not used for cycle 1.
    ///   - limit: what the cycle before found; `none` for cycle 1.
    @inlinable
    public func step(cycle: Int, time: Double, previous: TimeStep, limit: HydroLimit) -> TimeStep {
        var step = TimeStep(length: maximumStep, reason: .maximum)
        func restrict(_ other: TimeStep) { if other.length < step.length { step = other } }
        if cycle == 1 {
            restrict(TimeStep(length: initialStep, reason: .initial))
        } else {
            restrict(TimeStep(length: growthFactor * previous.length, reason: previous.reason, isRecovery: true))
        }
        restrict(TimeStep(length: lastTime - time, reason: .end))
        restrict(TimeStep(length: limit.step, reason: .hydro(limit)))
        return step
    }
}
