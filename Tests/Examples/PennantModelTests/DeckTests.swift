import Glibc
import Testing

@testable import PennantModel

@Suite struct DeckTests {
    static let smallest = "meshtype rect\nmeshparams 3\ncstop 1\n"

    static func deck(_ text: String) throws(PennantError) -> Deck { try Deck(text: Array(text.utf8), path: "dir/some.pnt") }

    @Test("Keys that are absent have their defaults")
    func defaults() throws {
        let deck = try Self.deck(Self.smallest)
        #expect(deck.name == "some")
        #expect(deck.pathWithoutSuffix == "dir/some")
        #expect(deck.zonesX == 3 && deck.zonesY == 3)
        #expect(deck.lengthX == 1 && deck.lengthY == 1)
        #expect(deck.subregion == nil)
        #expect(deck.density == 1 && deck.subregionDensity == 1 && deck.energy == 0)
        #expect(deck.coefficients == Coefficients())
        #expect(deck.timing.lastCycle == 1 && deck.timing.lastTime == 1e99 && deck.timing.growthFactor == 1.2)
        #expect(deck.reportInterval == 10 && deck.chunkSize == 0 && !deck.asksForOutput)
    }

    @Test("Every key is read, with the numbers in all usual spellings")
    func everyKey() throws {
        let deck = try Self.deck(
            """
            # a comment
            meshtype pie

            meshparams 3 4 45. .5
              subregion 0 1 -2 3.e1
            rinit 2\teinit
            einit 1.e-4
            rinitsub 3
            einitsub 4E2
            uinitradial -1.0
            bcx 0.0 1.0 2
            bcy
            gamma 1.4
            ssmin .1
            alfa 0.25
            qgamma 1.5
            q1 0.1
            q2 1
            cfl .2
            cflv .3
            dtinit 1e-3
            dtmax 2
            dtfac 1.1
            cstop 7
            tstop +8
            dtreport 9
            chunksize 10
            writexy 1
            unknown key with words
            """.replacing("\teinit", with: "\r"))
        #expect(deck.shape == .pie && deck.lengthX == 45 * (Double.pi / 180) && deck.lengthY == 0.5)
        #expect(deck.subregion == Deck.Box(x: 0 ... 1, y: -2 ... 30))
        #expect(deck.density == 2 && deck.energy == 1e-4 && deck.subregionDensity == 3 && deck.subregionEnergy == 400)
        #expect(deck.radialSpeed == -1 && deck.planesX == [0, 1, 2] && deck.planesY == [])
        let c = deck.coefficients
        #expect(c.gamma == 1.4 && c.minimumSoundSpeed == 0.1 && c.subzoneStrength == 0.25 && c.viscosityGamma == 1.5)
        #expect(c.linearViscosity == 0.1 && c.quadraticViscosity == 1 && c.courantFactor == 0.2 && c.volumeFactor == 0.3)
        #expect(deck.timing.initialStep == 1e-3 && deck.timing.maximumStep == 2 && deck.timing.growthFactor == 1.1)
        #expect(deck.timing.lastCycle == 7 && deck.timing.lastTime == 8)
        #expect(deck.reportInterval == 9 && deck.chunkSize == 10)
        #expect(deck.asksForOutput, "the last line counts although it ends without a newline, as does the unknown key before it")
    }

    @Test(
        "Each broken rule gives one line with file, line and key",
        arguments: [
            ("meshparams 3\ncstop 1\n", "dir/some.pnt: meshtype: the deck must have this key"),
            ("meshtype rect\ncstop 1\n", "dir/some.pnt: meshparams: the deck must have this key"),
            ("meshtype round\nmeshparams 3\ncstop 1\n", "dir/some.pnt:1: meshtype: 'round' is none of rect, pie, hex"),
            (smallest + "gamma 1\n\n#\ngamma 2\n", "dir/some.pnt:7: gamma: given before, in line 4"),
            (smallest + "gamma five\n", "dir/some.pnt:4: gamma: 'five' is not a number"),
            (smallest + "gamma nan\n", "dir/some.pnt:4: gamma: 'nan' is not a number"),
            (smallest + "gamma 1e999\n", "dir/some.pnt:4: gamma: '1e999' is not a number"),
            (smallest + "gamma 1 2\n", "dir/some.pnt:4: gamma: 1 number expected, not 2"),
            (smallest + "gamma\n", "dir/some.pnt:4: gamma: 1 number expected, not 0"),
            (smallest + "subregion 1 2 3\n", "dir/some.pnt:4: subregion: 4 numbers expected, not 3"),
            (smallest + "dtreport 0.5\n", "dir/some.pnt:4: dtreport: '0.5' is not a whole number"),
            (smallest + "dtreport 0\n", "dir/some.pnt:4: dtreport: the number of cycles must be greater than 0"),
            (smallest + "chunksize -1\n", "dir/some.pnt:4: chunksize: the number of zones must not be negative"),
            ("meshtype rect\nmeshparams\ncstop 1\n", "dir/some.pnt:2: meshparams: 1 to 4 numbers expected, not 0"),
            ("meshtype rect\nmeshparams 1 2 3 4 5\ncstop 1\n", "dir/some.pnt:2: meshparams: 1 to 4 numbers expected, not 5"),
            ("meshtype rect\nmeshparams 0\ncstop 1\n", "dir/some.pnt:2: meshparams: the number of zones must be greater than 0"),
            (
                "meshtype rect\nmeshparams 3 -3\ncstop 1\n",
                "dir/some.pnt:2: meshparams: the number of zones must be greater than 0"
            ),
            ("meshtype rect\nmeshparams 3 3 0\ncstop 1\n", "dir/some.pnt:2: meshparams: the lengths must be greater than 0"),
            ("meshtype rect\nmeshparams 3 3 1 -1\ncstop 1\n", "dir/some.pnt:2: meshparams: the lengths must be greater than 0"),
            (
                "meshtype pie\nmeshparams 3 3 360\ncstop 1\n",
                "dir/some.pnt:2: meshparams: the angle of a pie must be below 360 degrees"
            ),
            ("meshtype hex\nmeshparams 3 1\ncstop 1\n", "dir/some.pnt:2: meshparams: a hex mesh needs at least 2 zones each way"),
            ("meshtype rect\nmeshparams 3\n", "dir/some.pnt: cstop, tstop: at least one of them must say when to stop"),
            (
                "meshtype rect\nmeshparams 1e6 1e6\ncstop 1\n",
                "dir/some.pnt:2: meshparams: 1000000 x 1000000 zones are too many: at most 357913941 can be numbered"
            ),
            (
                "meshtype rect\nmeshparams 4e18 4e18\ncstop 1\n",
                "dir/some.pnt:2: meshparams: 4000000000000000000 x 4000000000000000000 zones are too many: at most 357913941 can be numbered"
            ),
            ("meshtype rect\nmeshparams 1e30\ncstop 1\n", "dir/some.pnt:2: meshparams: '1e+30' is not a whole number of zones"),
        ])
    func errors(_ text: String, _ message: String) {
        let error = #expect(throws: PennantError.self) { try Self.deck(text) }
        #expect(error.map { "\($0)" } == message)
    }

    @Test("A file that is not there, and a directory, cannot be read")
    func unreadable() {
        for path in ["/nowhere/a.pnt", "/tmp"] {
            let error = #expect(throws: PennantError.self) { try Deck(path: path) }
            #expect(error.map { "\($0)".hasPrefix("\(path): cannot be read: ") } == true)
        }
    }

    @Test("Bundled decks are found by name, and all of them can be read")
    func bundledDecks() throws {
        #expect(
            Set(Decks.names).isSuperset(of: [
                "leblanc", "leblancbig", "nohpoly", "nohsmall", "sedov", "sedovflat", "sedovrun", "sedovsmall",
            ]))
        for name in Decks.names { #expect(try bundled(name).name == name) }
        #expect(try Decks.resolve("sedov") == Decks.resolve("sedov.pnt"))
        #expect(try Decks.isBundled(Decks.resolve("sedov")))
        #expect(Decks.path(named: "../sedov/sedov") == nil)
        let error = #expect(throws: PennantError.self) { try Decks.resolve("sedof") }
        #expect(error.map { "\($0)".contains("nohsmall") } == true)
    }

    @Test("The demonstration sets free the energy of the small decks")
    func demonstration() throws {
        let small = try InitialState(bundled("sedovsmall"), Mesh(bundled("sedovsmall")))
        let deck = try bundled("sedovrun")
        let large = try InitialState(deck, Mesh(deck))
        #expect(large.zoneEnergy.filter { $0 > 0 }.count == 1 && large.zoneEnergy[0] > 0)
        #expect(abs(large.zoneTotalEnergy[0] / small.zoneTotalEnergy[0] - 1) < 1e-6)
    }
}
