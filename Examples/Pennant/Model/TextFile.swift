import Glibc

/// Whole files in and out. What is written appears under its name complete or not at all.
public enum TextFile {
    /// The bytes of the file.
    public static func read(_ path: String) throws(PennantError) -> [UInt8] {
        guard let file = fopen(path, "r") else { throw .file(path: path, problem: "cannot be read: \(reason())") }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { break }
            bytes += buffer[..<count]
        }
        if ferror(file) != 0 { throw .file(path: path, problem: "cannot be read: \(reason())") }
        return bytes
    }

    /// Writes the bytes under the name `path`, replacing what was there.
    public static func write(_ bytes: [UInt8], to path: String) throws(PennantError) {
        try replace(path) { temporary throws(PennantError) in
            guard let file = fopen(temporary, "w") else { throw .file(path: path, problem: "cannot be written: \(reason())") }
            let complete = fwrite(bytes, 1, bytes.count, file) == bytes.count
            let why = reason()
            guard fclose(file) == 0, complete else { throw .file(path: path, problem: "cannot be written: \(why)") }
        }
    }

    /// Lets `body` write a temporary file in the directory of `path`, then gives it that name in one step.
    ///
    /// If `body` throws, or the renaming fails, the temporary file is removed and what stood under `path` stays.
    static func replace(_ path: String, with body: (String) throws(PennantError) -> Void) throws(PennantError) {
        let temporary = "\(path).\(getpid()).part"
        do throws(PennantError) {
            try body(temporary)
            guard rename(temporary, path) == 0 else { throw .file(path: path, problem: "cannot be written: \(reason())") }
        } catch {
            unlink(temporary)
            throw error
        }
    }

    /// Whether a regular file stands under the name.
    public static func exists(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    private static func reason() -> String { String(cString: strerror(errno)) }
}

/// `printf` into a string, for the formats of the log and of the tables.
func formatted(_ format: String, _ values: any CVarArg...) -> String {
    withVaList(values) { list in
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { buffer in
            vsnprintf(buffer.baseAddress!, buffer.count, format, list)
            return String(cString: buffer.baseAddress!)
        }
    }
}
