#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The files by which the system describes itself, below a root folder; tests put a folder of their own there.
///
/// Everything is optional: a file that is missing, unreadable or malformed reads as nothing.
package struct SystemFiles {
    let root: String

    init(root: String) { self.root = root.hasSuffix("/") ? root : root + "/" }

    /// The whole text of the file.
    func text(_ path: String) -> String? { Self.text(at: root + path) }

    /// The whole text of a file anywhere. Sizes are not asked for, since the system's own files claim to be empty.
    package static func text(at path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        while true {
            let count = withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { buffer in
                let count = read(descriptor, buffer.baseAddress, buffer.count)
                if count > 0 { bytes.append(contentsOf: buffer[..<count]) }
                return count
            }
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            if count < 0 && errno != EINTR { return nil }
        }
    }

    /// The first line of the file without white space around it.
    func line(_ path: String) -> Substring? {
        text(path)?.split(separator: "\n", maxSplits: 1).first.map(trimmed)
    }

    /// The file's only number.
    func number(_ path: String) -> Int? { line(path).flatMap { Int($0) } }

    /// The file's list of processors.
    func processors(_ path: String) -> ProcessorSet? { text(path).flatMap { ProcessorSet(list: $0) } }

    /// The numbers n for which the folder has an entry `prefix` + n, ascending.
    func numbers(in folder: String, prefix: String) -> [Int] {
        guard let directory = opendir(root + folder) else { return [] }
        defer { closedir(directory) }
        var numbers: [Int] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                // SAFETY: the system ends each name with a zero byte, within the entry that stays valid until the next `readdir`.
                pointer.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
            }
            if name.hasPrefix(prefix), let number = Int(name.dropFirst(prefix.count)), number >= 0 { numbers.append(number) }
        }
        return numbers.sorted()
    }

    /// The value of `name: value` (or `name value`) in a file of such lines; the first line of that name counts.
    func value(of name: String, in path: String) -> Substring? {
        text(path)?.value(of: name)
    }
}

extension StringProtocol where SubSequence == Substring {
    /// The value in the first line of the form `name : value`.
    func value(of name: String) -> Substring? {
        for line in split(separator: "\n") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            if trimmed(line[..<colon]) == name { return trimmed(line[line.index(after: colon)...]) }
        }
        return nil
    }
}

/// The text without white space at either end.
func trimmed(_ text: Substring) -> Substring {
    var rest = text.drop(while: \.isWhitespace)
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return rest
}

/// Bytes from a size with a unit, as in `48K`, `32M` or `16384 kB`; a bare number counts bytes.
func byteCount(_ text: some StringProtocol) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let count = Int(digits) else { return nil }
    let shift: Int
    switch text.dropFirst(digits.count).first(where: { !$0.isWhitespace }) {
    case nil, "B": shift = 0
    case "k", "K": shift = 10
    case "M": shift = 20
    case "G": shift = 30
    default: return nil
    }
    let (bytes, overflow) = count.multipliedReportingOverflow(by: 1 << shift)
    return overflow ? nil : bytes
}
