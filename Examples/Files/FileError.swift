import Glibc

/// A file that could not be read or understood.
public struct FileError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file, as the user named it.
    public let path: String
    /// What is wrong with it, in some words.
    public let problem: String

    /// An error about a file.
    public init(_ path: String, _ problem: String) {
        self.path = path
        self.problem = problem
    }

    /// One line: the file, then the problem.
    public var description: String { "\(path): \(problem)" }
}

/// Whole files.
public enum Files {
    /// Whether a regular file stands under the name.
    public static func exists(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// The bytes of the file.
    public static func bytes(_ path: String) throws(FileError) -> [UInt8] {
        guard let file = fopen(path, "r") else { throw unreadable(path) }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { break }
            bytes += buffer[..<count]
        }
        if ferror(file) != 0 { throw unreadable(path) }
        return bytes
    }

    /// The file's text; bytes that are no UTF-8 become replacement characters.
    public static func text(_ path: String) throws(FileError) -> String { String(decoding: try bytes(path), as: UTF8.self) }

    /// The path of a file that another one names: beside that one, unless absolute.
    public static func path(_ name: String, beside other: String) -> String {
        guard !name.hasPrefix("/"), let slash = other.lastIndex(of: "/") else { return name }
        return String(other[...slash]) + name
    }

    private static func unreadable(_ path: String) -> FileError {
        FileError(path, "cannot be read: \(String(cString: strerror(errno)))")
    }
}
