import Glibc

/// Files of text that commands read and write.
enum TextFile {
    /// A file that cannot be read or written; the process exits with code 1.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// What a file holds; nothing when it is not there.
    static func read(_ file: String) throws -> String? {
        guard let stream = fopen(file, "r") else {
            if errno == ENOENT { return nil }
            throw Failure(description: "'\(file)' cannot be read")
        }
        defer { fclose(stream) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 4096)
        while case let count = fread(&part, 1, part.count, stream), count > 0 { bytes += part[..<count] }
        if ferror(stream) != 0 { throw Failure(description: "'\(file)' cannot be read") }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Replaces what a file holds; whoever reads it, after a crash too, finds all of the old text or all of the new.
    static func replace(_ file: String, with text: String) throws {
        let draft = file + ".new"
        try write(text, to: draft)
        if rename(draft, file) != 0 { throw Failure(description: "'\(file)' cannot be written") }
    }

    /// Writes a file, or whatever else has that name.
    static func write(_ text: String, to file: String) throws { try put(text, into: file, mode: "w") }

    /// Adds to the end of a file, which is made where there is none.
    static func append(_ text: String, to file: String) throws { try put(text, into: file, mode: "a") }

    private static func put(_ text: String, into file: String, mode: String) throws {
        guard let stream = fopen(file, mode) else { throw Failure(description: "'\(file)' cannot be written") }
        let isWritten = fputs(text, stream) >= 0 && fflush(stream) == 0
        // A pipe has nothing to wait for, and says so.
        _ = fsync(fileno(stream))
        // The last bytes leave with the file's end, and that may fail, too.
        guard fclose(stream) == 0, isWritten else { throw Failure(description: "'\(file)' cannot be written") }
    }
}
