import Glibc
import Testing

@testable import PennantModel

/// A fresh directory that goes with its contents when `body` is over.
func withDirectory(_ body: (String) throws -> Void) throws {
    var template = Array("/tmp/pennant-XXXXXX".utf8CString)
    let directory = try String(cString: #require(mkdtemp(&template)))
    defer {
        for name in files(directory) { unlink("\(directory)/\(name)") }
        rmdir(directory)
    }
    try body(directory)
}

/// The names in a directory, sorted.
func files(_ directory: String) -> [String] {
    guard let listing = opendir(directory) else { return [] }
    defer { closedir(listing) }
    var names: [String] = []
    while let entry = readdir(listing) {
        names.append(withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
    return names.filter { $0 != "." && $0 != ".." }.sorted()
}

@Suite struct OutputTests {
    static let fields = ZoneFields(density: [1, -2.5e-33], energy: [0, 1e-164], pressure: [123456.789, 5e101])

    @Test("The format is that of printf(\"%5d%18.8e\")")
    func format() {
        #expect(
            String(decoding: XYFile.text(Self.fields), as: UTF8.self) == """
                #  zr
                    1    1.00000000e+00
                    2   -2.50000000e-33
                #  ze
                    1    0.00000000e+00
                    2   1.00000000e-164
                #  zp
                    1    1.23456789e+05
                    2   5.00000000e+101

                """)
    }

    @Test("What is written reads back, and nothing else stays in the directory")
    func roundTrip() throws {
        try withDirectory { directory in
            let path = "\(directory)/a.xy"
            try XYFile.write(ZoneFields(density: [], energy: [], pressure: []), to: path)
            try XYFile.write(Self.fields, to: path)
            #expect(try XYFile.read(path) == Self.fields)
            #expect(files(directory) == ["a.xy"])
        }
    }

    @Test("A run's output is the reference file, digit by digit but for noise")
    func sameText() throws {
        let run = try SequentialRun(bundled("nohsmall"))
        try run.run()
        let reference = try TextFile.read(#require(Decks.referencePath(named: "nohsmall")))
        #expect(XYFile.text(run.fields) == reference)
    }

    @Test("A directory that is not there is an error that names the file")
    func unwritable() {
        let error = #expect(throws: PennantError.self) { try XYFile.write(Self.fields, to: "/nowhere/a.xy") }
        #expect(error.map { "\($0)" } == "/nowhere/a.xy: cannot be written: No such file or directory")
    }

    @Test(
        "Broken files are refused with their line",
        arguments: [
            ("#  ze\n", "a.xy:1: the header of section zr expected"),
            ("    1 2\n", "a.xy:1: a header expected"),
            ("#  zr\n    2  1.0\n", "a.xy:2: zone 1 expected"),
            ("#  zr\n    1  one\n", "a.xy:2: a zone and its value expected"),
            ("#  zr\n    1  1.0\n#  ze\n#  zp\n", "a.xy: the sections zr, ze and zp with equally many zones expected"),
            ("", "a.xy: the sections zr, ze and zp with equally many zones expected"),
        ])
    func brokenFiles(_ text: String, _ message: String) {
        let error = #expect(throws: PennantError.self) { try XYFile.parse(Array(text.utf8), path: "a.xy") }
        #expect(error.map { "\($0)" } == message)
    }

    @Test("A comparison passes within the bounds and fails beyond them, in the right section and zone")
    func comparison() {
        let reference = ZoneFields(density: [1, 2, 3], energy: [1e-20, 0, 1], pressure: [1, -1, 1e3])
        #expect(Comparison(reference, reference: reference).passes)
        var own = reference
        own.density[1] = 2 + 1.9e-8
        own.energy[0] = -9e-15
        own.pressure[1] = -1 - 9e-9
        #expect(Comparison(own, reference: reference).passes)
        own.pressure[1] = -1 - 2e-8
        own.pressure[2] = 1e3 + 1
        let failed = Comparison(own, reference: reference)
        #expect(!failed.passes)
        #expect(failed.sections.map { $0.firstFailure?.zone } == [nil, nil, 1])
        #expect(failed.sections[2].worstZone == 2)
        #expect("\(failed)".contains("first failure: zone 2 is -1.00000002e+00, must be -1.00000000e+00"))
        own = reference
        own.energy[1] = .nan
        #expect(Comparison(own, reference: reference).sections[1].firstFailure?.zone == 1)
        own = ZoneFields(density: [1], energy: [1], pressure: [1])
        #expect(!Comparison(own, reference: reference).passes)
    }

    @Test("Changing one printed digit of a run's output is noticed")
    func changedValue() throws {
        let reference = try XYFile.read(#require(Decks.referencePath(named: "sedovsmall")))
        var own = reference
        own.density[40] *= 1 + 3e-8
        #expect(Comparison(own, reference: reference).sections[0].firstFailure?.zone == 40)
    }

    @Test("A picture is written as PNG where libpng is, and always as PPM", arguments: ["rect", "pie", "hex"])
    func picture(_ shape: String) throws {
        let mesh = try MeshTests.mesh(shape, "6 4")
        let picture = Picture(mesh, positions: mesh.points, values: (0 ..< 24).map(Double.init), size: 60)
        try withDirectory { directory in
            let path = try picture.write(to: "\(directory)/a.png")
            let bytes = try TextFile.read(path)
            #expect(path.hasSuffix(".png") ? bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) : bytes.starts(with: Array("P6".utf8)))
            #expect(try picture.writePortable(to: "\(directory)/b.png") == "\(directory)/b.ppm")
            let portable = try TextFile.read("\(directory)/b.ppm")
            #expect(
                portable.count == "P6\n\(picture.width) \(picture.height)\n255\n".utf8.count + picture.width * picture.height * 3)
            #expect(throws: PennantError.self) { try picture.write(to: "/nowhere/a.png") }
            #expect(files(directory).count == 2)
        }
        let centre = ((24 + 40) * picture.width + 24 + 20) * 3
        #expect(picture.pixels[centre ..< centre + 3] != [250, 250, 247], "the plot is filled")
    }

    @Test("Values that are not finite or all the same still draw")
    func oddValues() throws {
        let mesh = try MeshTests.mesh("rect", "2 1")
        for values in [[Double.nan, .infinity], [1, 1], [0, .nan]] {
            let picture = Picture(mesh, positions: mesh.points, values: values, size: 40)
            #expect(picture.pixels.count == picture.width * picture.height * 3)
        }
    }

    @Test("The bar fits a narrow terminal and never leaves its range")
    func bar() throws {
        let deck = try bundled("sedovflat")
        for (cycle, time) in [(0, 0.0), (10, 0.5), (1_000_000, 2.0)] {
            #expect(Progress.bar(deck, cycle: cycle, time: time, seconds: 12345.6).count <= 79)
        }
        #expect(Progress.bar(deck, cycle: 0, time: 0, seconds: 0).hasPrefix("░"))
    }
}
