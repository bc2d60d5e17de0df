import Glibc

/// The contents of a file in words of 8 bytes, little endian; what is left at the end is not a word.
struct FileWords {
    let words: [UInt64]
    /// The size of the file.
    let bytes: Int

    /// - Throws: `LogError.unreadable`.
    init(path: String) throws(LogError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.refusal(path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Self.refusal(path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable(file: path, reason: "not a file") }
        let size = Int(status.st_size)
        var count = 0
        words = [UInt64](unsafeUninitializedCapacity: size / 8) { buffer, initialized in
            count = Self.read(descriptor, UnsafeMutableRawBufferPointer(buffer))
            initialized = max(0, count / 8)
        }
        guard count >= 0 else { throw Self.refusal(path) }
        bytes = size
    }

    /// Fills the buffer as far as the file reaches; returns how many bytes it took, or −1.
    private static func read(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
        var done = 0
        while done < buffer.count {
            // SAFETY: `done` is below the buffer's size, so the address lies inside.
            let step = Glibc.read(descriptor, buffer.baseAddress! + done, buffer.count - done)
            if step < 0 && errno == EINTR { continue }
            if step < 0 { return -1 }
            if step == 0 { break }
            done += step
        }
        return done
    }

    private static func refusal(_ path: String) -> LogError {
        .unreadable(file: path, reason: String(cString: strerror(errno)))
    }
}
