#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif
import CohortDiagnostics

/// A file as memory: what is written there is in the file, and the system moves pages as they are used.
package final class MappedFile: @unchecked Sendable {
    // SAFETY: immutable; the memory is its holder's to order.
    package let memory: UnsafeMutableRawBufferPointer
    private let path: String
    private let place: SourceLocation

    package enum Mode: Sendable {
        /// What is written stays in memory.
        case readOnly
        /// An existing file.
        case readWrite
        /// A file of just the size needed; an existing one is overwritten.
        case create
    }

    /// Opens the file, which must have `byteCount` bytes from `offset` on, or is made with these.
    package init(
        _ path: String, _ mode: Mode, offset: Int, byteCount: Int, at place: SourceLocation
    ) throws(CohortError) {
        self.path = path
        self.place = place
        let flags = mode == .readOnly ? O_RDONLY : mode == .readWrite ? O_RDWR : O_RDWR | O_CREAT | O_TRUNC
        let descriptor = open(path, flags | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw Self.error("cannot be opened", path, place) }
        defer { close(descriptor) }
        let end = offset + byteCount
        if mode == .create, ftruncate(descriptor, off_t(end)) != 0 {
            throw Self.error("cannot be made \(end) bytes long", path, place)
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Self.error("cannot be looked at", path, place) }
        guard status.st_size >= off_t(end) else {
            throw CohortError(
                .attachSize, "file '\(path)' has \(status.st_size) bytes, the fields take those from \(offset) to \(end)",
                rule: "a file holds the fields one after the other, each over the bounding rectangle, row-major",
                fix: "attach it to the region it was written for, or give the offset at which the data begin", at: place)
        }
        // The system maps from the beginning of a page on, so from the beginning of the file; pages not used cost nothing.
        let protection = PROT_READ | PROT_WRITE
        let sharing = mode == .readOnly ? MAP_PRIVATE : MAP_SHARED
        guard end > 0 else {
            memory = UnsafeMutableRawBufferPointer(start: nil, count: 0)
            return
        }
        guard let base = mmap(nil, end, protection, sharing, descriptor, 0), base != MAP_FAILED else {
            throw Self.error("cannot be mapped", path, place)
        }
        memory = UnsafeMutableRawBufferPointer(start: base, count: end)
    }

    deinit { if let base = memory.baseAddress { munmap(base, memory.count) } }

    /// Waits until the file has everything.
    package func synchronize() throws(CohortError) {
        guard let base = memory.baseAddress, msync(base, memory.count, MS_SYNC) != 0 else { return }
        throw Self.error("cannot be written", path, place)
    }

    static func error(_ what: String, _ path: String, _ place: SourceLocation) -> CohortError {
        CohortError(
            .attachFile, "file '\(path)' \(what): \(String(cString: strerror(errno)))",
            rule: "a file that is attached must be there, unless it is made, and allow what its mode says",
            fix: "check path and permissions; `.create` makes a file, `.readOnly` needs no right to write", at: place)
    }
}
