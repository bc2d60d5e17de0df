#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif
import CohortDiagnostics

/// Files that are read or written all at once.
package enum WholeFile {
    /// All bytes of a file.
    package static func contents(of path: String, at place: SourceLocation) throws(CohortError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw MappedFile.error("cannot be opened", path, place) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw MappedFile.error("cannot be looked at", path, place) }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var next = 0
        while next < bytes.count {
            let count = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress! + next, $0.count - next) }
            if count < 0 { throw MappedFile.error("cannot be read", path, place) }
            if count == 0 { return Array(bytes[..<next]) }
            next += count
        }
        return bytes
    }

    /// Makes a file with these bytes; one that is there keeps its own until all of them are written.
    package static func replace(_ path: String, with bytes: [UInt8], at place: SourceLocation) throws(CohortError) {
        let part = path + ".part"
        let descriptor = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw MappedFile.error("cannot be made", part, place) }
        let isWritten = writeAll(bytes, descriptor) && fsync(descriptor) == 0
        guard close(descriptor) == 0, isWritten, rename(part, path) == 0 else {
            let error = MappedFile.error("cannot be written", path, place)
            unlink(part)
            throw error
        }
    }

    private static func writeAll(_ bytes: [UInt8], _ descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { bytes in
            var next = 0
            while next < bytes.count {
                let count = write(descriptor, bytes.baseAddress! + next, bytes.count - next)
                if count < 0 { return false }
                next += count
            }
            return true
        }
    }
}
