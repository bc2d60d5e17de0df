// Reading `.pnt` text. One pass collects the lines by key; then each property asks for its key with the type it needs,
// so that every message can name the file, the line and the key.

extension Deck {
    /// Reads the deck at `path`.
    ///
    /// - Throws: `PennantError.deck`, naming file, line and key; `PennantError.file` if the file cannot be read.
    public init(path: String) throws(PennantError) {
        try self.init(text: TextFile.read(path), path: path)
    }

    /// Reads a deck from text; `path` serves the messages and the name.
    ///
    /// Unknown keys are ignored. A last line without its newline counts like any other.
    public init(text: [UInt8], path: String) throws(PennantError) {
        let entries = try DeckEntries(text: text, path: path)
        try self.init(entries)
        try check(entries)
    }

    private init(_ entries: DeckEntries) throws(PennantError) {
        path = entries.path
        shape = try entries.shape()
        let mesh = try entries.numbers("meshparams", count: 1 ... 4)
        guard !mesh.isEmpty else { throw entries.missing("meshparams") }
        zonesX = try entries.positiveCount("meshparams", mesh[0])
        zonesY = mesh.count > 1 ? try entries.positiveCount("meshparams", mesh[1]) : zonesX
        let degree = Double.pi / 180
        lengthX = mesh.count > 2 ? mesh[2] : shape == .pie ? 90 : 1
        if shape == .pie {
            guard lengthX < 360 else { throw entries.error("meshparams", "the angle of a pie must be below 360 degrees") }
            lengthX *= degree
        }
        lengthY = mesh.count > 3 ? mesh[3] : 1
        subregion = try entries.box("subregion")
        planesX = try entries.numbers("bcx", count: 0 ... Int.max)
        planesY = try entries.numbers("bcy", count: 0 ... Int.max)
        try entries.read("rinit", into: &density)
        try entries.read("rinitsub", into: &subregionDensity)
        try entries.read("einit", into: &energy)
        try entries.read("einitsub", into: &subregionEnergy)
        try entries.read("uinitradial", into: &radialSpeed)
        try readCoefficients(entries)
        try readTiming(entries)
    }

    private mutating func readCoefficients(_ entries: DeckEntries) throws(PennantError) {
        try entries.read("gamma", into: &coefficients.gamma)
        try entries.read("ssmin", into: &coefficients.minimumSoundSpeed)
        try entries.read("alfa", into: &coefficients.subzoneStrength)
        try entries.read("qgamma", into: &coefficients.viscosityGamma)
        try entries.read("q1", into: &coefficients.linearViscosity)
        try entries.read("q2", into: &coefficients.quadraticViscosity)
        try entries.read("cfl", into: &coefficients.courantFactor)
        try entries.read("cflv", into: &coefficients.volumeFactor)
    }

    private mutating func readTiming(_ entries: DeckEntries) throws(PennantError) {
        try entries.read("dtinit", into: &timing.initialStep)
        try entries.read("dtmax", into: &timing.maximumStep)
        try entries.read("dtfac", into: &timing.growthFactor)
        try entries.read("tstop", into: &timing.lastTime)
        try entries.read("cstop", into: &timing.lastCycle)
        try entries.read("dtreport", into: &reportInterval)
        try entries.read("chunksize", into: &chunkSize)
        var writes = 0
        try entries.read("writexy", into: &writes)
        asksForOutput = writes != 0
    }

    /// The rules between keys and on ranges.
    private func check(_ entries: DeckEntries) throws(PennantError) {
        func require(_ holds: Bool, _ key: String, _ problem: String) throws(PennantError) {
            if !holds { throw entries.error(key, problem) }
        }
        try require(lengthX > 0 && lengthY > 0, "meshparams", "the lengths must be greater than 0")
        try require(shape != .hexagons || zonesX >= 2 && zonesY >= 2, "meshparams", "a hex mesh needs at least 2 zones each way")
        // Side numbers are 32 bits wide; a zone has at most 6 sides, a point row one point more than zones.
        let (zones, overflow) = zonesX.multipliedReportingOverflow(by: zonesY)
        let most = Int(Int32.max) / Mesh.maximumGeneratedSides
        try require(
            !overflow && zones <= most && zonesX < most && zonesY < most, "meshparams",
            "\(zonesX) x \(zonesY) zones are too many: at most \(most) can be numbered")
        try require(density > 0, "rinit", "the density must be greater than 0")
        try require(subregionDensity > 0, "rinitsub", "the density must be greater than 0")
        try require(timing.initialStep > 0, "dtinit", "the time step must be greater than 0")
        try require(timing.maximumStep > 0, "dtmax", "the time step must be greater than 0")
        try require(timing.growthFactor > 0, "dtfac", "the factor must be greater than 0")
        try require(coefficients.courantFactor > 0, "cfl", "the factor must be greater than 0")
        try require(coefficients.volumeFactor > 0, "cflv", "the factor must be greater than 0")
        try require(reportInterval > 0, "dtreport", "the number of cycles must be greater than 0")
        try require(chunkSize >= 0, "chunksize", "the number of zones must not be negative")
        guard entries.has("cstop") || entries.has("tstop") else {
            throw .deck(file: path, line: 0, key: "cstop, tstop", problem: "at least one of them must say when to stop")
        }
    }
}
