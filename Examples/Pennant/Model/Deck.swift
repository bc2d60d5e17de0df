/// A problem to solve, as a `.pnt` file describes it.
///
/// Each property names the key that it comes from; keys that are absent have the default shown.
public struct Deck: Sendable, Equatable {
    /// The generator of the mesh (`meshtype`).
    public enum Shape: String, Sendable, CaseIterable {
        /// A rectangle of quadrilaterals.
        case rectangle = "rect"
        /// A sector of a disc: triangles at the tip, quadrilaterals around.
        case pie
        /// A rectangle of hexagons, cut at its rim.
        case hexagons = "hex"
    }

    /// An open box in the plane (`subregion`).
    public struct Box: Sendable, Equatable {
        /// The least and the greatest radius.
        public var x: ClosedRange<Double>
        /// The least and the greatest axial position.
        public var y: ClosedRange<Double>

        /// Whether the point lies inside, within 1e-12.
        public func contains(_ point: Vector2) -> Bool {
            let slack = 1e-12
            return x.lowerBound - slack < point.x && point.x < x.upperBound + slack
                && y.lowerBound - slack < point.y && point.y < y.upperBound + slack
        }
    }

    /// The file that the deck was read from.
    public var path: String
    /// The generator (`meshtype`, required).
    public var shape: Shape
    /// Zones in the first and the second direction (`meshparams`, required).
    public var zonesX: Int, zonesY: Int
    /// Lengths in the first direction (for `pie` the angle in radians) and the second (`meshparams`; 1 or 90 degrees, and 1).
    public var lengthX: Double, lengthY: Double

    /// Where the second initial state holds (`subregion`, none).
    public var subregion: Box?
    /// Initial density outside and inside the subregion (`rinit`, `rinitsub`; 1).
    public var density = 1.0, subregionDensity = 1.0
    /// Initial specific internal energy outside and inside the subregion (`einit`, `einitsub`; 0).
    public var energy = 0.0, subregionEnergy = 0.0
    /// Initial speed away from the origin (`uinitradial`; 0).
    public var radialSpeed = 0.0
    /// Reflecting planes x = c and y = c (`bcx`, `bcy`; none).
    public var planesX: [Double] = [], planesY: [Double] = []

    /// The numbers in the formulas (`gamma`, `ssmin`, `alfa`, `qgamma`, `q1`, `q2`, `cfl`, `cflv`).
    public var coefficients = Coefficients()
    /// The rules of the time step (`dtinit`, `dtmax`, `dtfac`, `cstop`, `tstop`).
    public var timing = TimeControl()
    /// Every how many cycles a line of the log is due (`dtreport`; 10).
    public var reportInterval = 10
    /// Zones in a cache block of the reference program; free for use as a task granularity (`chunksize`; 0 for none).
    public var chunkSize = 0
    /// Whether the deck asks for an `.xy` file (`writexy`; false). We always write one.
    public var asksForOutput = false

    /// The number of zones.
    public var zoneCount: Int { zonesX * zonesY }

    /// The path without its suffix `.pnt`.
    public var pathWithoutSuffix: String { path.hasSuffix(".pnt") ? String(path.dropLast(4)) : path }

    /// The last part of the path, without its suffix: the name of the problem.
    public var name: String { String(pathWithoutSuffix.split(separator: "/").last ?? "") }
}

/// The constants of the gas and of the scheme; all without unit.
@frozen
public struct Coefficients: BitwiseCopyable, Sendable, Equatable {
    /// Gas constant of the equation of state (`gamma`).
    public var gamma = 5.0 / 3.0
    /// Floor of the sound speed (`ssmin`).
    public var minimumSoundSpeed = 0.0
    /// Strength of the subzone pressures (`alfa`).
    public var subzoneStrength = 0.5
    /// The gamma of the artificial viscosity (`qgamma`).
    public var viscosityGamma = 5.0 / 3.0
    /// Linear part of the artificial viscosity (`q1`).
    public var linearViscosity = 0.0
    /// Quadratic part of the artificial viscosity (`q2`).
    public var quadraticViscosity = 2.0
    /// Courant factor (`cfl`).
    public var courantFactor = 0.6
    /// Greatest relative change of a zone's volume in a cycle (`cflv`).
    public var volumeFactor = 0.1

    /// The defaults.
    public init() {}
}
