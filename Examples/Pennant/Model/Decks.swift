import Glibc

/// The decks that come with the example, each with its reference output where there is one.
public enum Decks {
    /// The file that an argument on the command line means: the file itself, or else a bundled deck of that name.
    ///
    /// - Parameter argument: a path, or a name such as `sedov` or `sedov.pnt`.
    /// - Throws: `PennantError.file`, naming the bundled decks.
    public static func resolve(_ argument: String) throws(PennantError) -> String {
        if TextFile.exists(argument) { return argument }
        if !argument.hasSuffix(".pnt"), TextFile.exists(argument + ".pnt") { return argument + ".pnt" }
        if let bundled = path(named: argument) { return bundled }
        throw .file(path: argument, problem: "no such file, and none of the bundled decks (\(names.joined(separator: ", ")))")
    }

    /// The path of the bundled deck with that name, with or without `.pnt`; nil if there is none.
    public static func path(named name: String) -> String? {
        let name = name.hasSuffix(".pnt") ? String(name.dropLast(4)) : name
        guard !name.isEmpty, !name.contains("/"), let directory else { return nil }
        let path = "\(directory)/\(name)/\(name).pnt"
        return TextFile.exists(path) ? path : nil
    }

    /// The path of the reference output of the bundled deck with that name; nil if there is none.
    public static func referencePath(named name: String) -> String? {
        guard let deck = path(named: name) else { return nil }
        let path = deck.dropLast(4) + ".xy.std"
        return TextFile.exists(String(path)) ? String(path) : nil
    }

    /// Whether the file is one of the bundled decks, whose directory is no place for output.
    public static func isBundled(_ path: String) -> Bool { directory.map { path.hasPrefix($0 + "/") } ?? false }

    /// The names of the bundled decks, sorted.
    public static var names: [String] {
        guard let directory, let listing = opendir(directory) else { return [] }
        defer { closedir(listing) }
        var names: [String] = []
        while let entry = readdir(listing) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            if !name.hasPrefix("."), path(named: name) != nil { names.append(name) }
        }
        return names.sorted()
    }

    /// The bundled directory: beside the executable, where the package manager copies it, or else in the source tree.
    ///
    /// (`Bundle.module` would end the process if it found neither.)
    private static let directory: String? = {
        var candidates: [String] = []
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        if readlink("/proc/self/exe", &buffer, Int(PATH_MAX)) > 0 {
            let executable = buffer.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
            candidates.append(parent(executable) + "/cohort_PennantModel.resources/Decks")
        }
        candidates.append(parent(parent(#filePath)) + "/Decks")
        return candidates.first { access($0, R_OK | X_OK) == 0 }
    }()

    private static func parent(_ path: String) -> String { path.split(separator: "/").dropLast().map { "/" + $0 }.joined() }
}
