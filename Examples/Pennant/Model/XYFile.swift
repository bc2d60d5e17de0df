/// The fields that a run hands out; shape of each: zones, in the order of the mesh.
public struct ZoneFields: Sendable, Equatable {
    /// Density (`zr`).
    public var density: [Double]
    /// Specific internal energy (`ze`).
    public var energy: [Double]
    /// Pressure at the half step of the last cycle (`zp`).
    public var pressure: [Double]

    /// The three fields, of equal length.
    public init(density: [Double], energy: [Double], pressure: [Double]) {
        precondition(density.count == energy.count && density.count == pressure.count, "the fields have one value a zone")
        self.density = density
        self.energy = energy
        self.pressure = pressure
    }

    /// The fields with their names in files, in the order of the file.
    var sections: [(name: String, values: [Double])] { [("zr", density), ("ze", energy), ("zp", pressure)] }
}

/// The `.xy` format: three sections of numbered values with 9 significant digits.
public enum XYFile {
    /// Writes the fields; the file appears complete or not at all.
    ///
    /// - Throws: `PennantError.file`.
    public static func write(_ fields: ZoneFields, to path: String) throws(PennantError) {
        try TextFile.write(text(fields), to: path)
    }

    /// The bytes of the file.
    public static func text(_ fields: ZoneFields) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(24 * 3 * fields.density.count + 32)
        for (name, values) in fields.sections {
            bytes += Array("#  \(name)\n".utf8)
            for (zone, value) in values.enumerated() { bytes += formatted("%5d%18.8e\n", zone + 1, value).utf8 }
        }
        return bytes
    }

    /// Reads a file of this format.
    ///
    /// - Throws: `PennantError.file`, naming the line: a missing or wrong header, a line that is not a number and a value,
    ///   a number out of sequence, sections of different lengths.
    public static func read(_ path: String) throws(PennantError) -> ZoneFields {
        try parse(TextFile.read(path), path: path)
    }

    static func parse(_ bytes: [UInt8], path: String) throws(PennantError) -> ZoneFields {
        let names = ["zr", "ze", "zp"]
        var sections: [[Double]] = []
        var number = 0
        for line in bytes.split(separator: 10, omittingEmptySubsequences: false) {
            number += 1
            let words = line.split(whereSeparator: { $0 <= 32 }).map { String(decoding: $0, as: UTF8.self) }
            func wrong(_ problem: String) -> PennantError { .file(path: "\(path):\(number)", problem: problem) }
            if words.isEmpty { continue }
            if words[0] == "#" {
                guard sections.count < 3, words.count == 2, words[1] == names[sections.count] else {
                    throw wrong("the header of section \(names[min(sections.count, 2)]) expected")
                }
                sections.append([])
                continue
            }
            guard let last = sections.indices.last else { throw wrong("a header expected") }
            guard words.count == 2, let value = Double(words[1]) else { throw wrong("a zone and its value expected") }
            guard Int(words[0]) == sections[last].count + 1 else { throw wrong("zone \(sections[last].count + 1) expected") }
            sections[last].append(value)
        }
        guard sections.count == 3, sections.allSatisfy({ $0.count == sections[0].count }) else {
            throw .file(path: path, problem: "the sections zr, ze and zp with equally many zones expected")
        }
        return ZoneFields(density: sections[0], energy: sections[1], pressure: sections[2])
    }
}
