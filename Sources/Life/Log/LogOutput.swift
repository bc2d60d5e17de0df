import CohortDiagnostics
import CohortLocking
import Glibc

/// The file of a log: a head, then blocks as threads fill them.
final class LogOutput: Sendable {
    private let file: String
    private let descriptor: Int32
    /// True when something could not be written.
    private let isDamaged = Locked(false)

    /// Makes the file, or empties it.
    ///
    /// - Throws: `run.file`.
    init(_ file: String) throws(CohortError) {
        self.file = file
        descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        if descriptor < 0 { throw .unwritableRunFile(file) }
        Self.head.withUnsafeBytes(write)
    }

    deinit { close(descriptor) }

    private static var head: [UInt64] {
        let shapes = words(of: LogKind.shapes)
        return words(of: "COHORTLG") + [LogKind.version, UInt64(LogKind.shapes.utf8.count)] + shapes
    }

    /// The UTF-8 of a text, padded with zeros.
    static func words(of text: String) -> [UInt64] {
        var words = [UInt64](repeating: 0, count: (text.utf8.count + 7) / 8)
        words.withUnsafeMutableBytes { $0.copyBytes(from: text.utf8) }
        return words
    }

    /// Appends whole words; one thread at a time.
    func write(_ bytes: UnsafeRawBufferPointer) {
        isDamaged.withLock { isDamaged in
            if !isDamaged { isDamaged = !append(bytes) }
        }
    }

    private func append(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count < 0, errno == EINTR { continue }
            if count <= 0 { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Whether all that was given is in the file.
    ///
    /// - Throws: `run.file` when the disk is full, or the file cannot be written for another reason.
    func check() throws(CohortError) {
        if isDamaged.withLock({ $0 }) { throw .unwritableRunFile(file) }
    }
}
