import Glibc

extension Picture {
    /// Writes the picture as PNG if this machine has libpng, else as PPM; the file appears complete or not at all.
    ///
    /// libpng is looked for only now, so that no build needs it.
    ///
    /// - Parameter path: ends in `.png`; for a PPM its ending becomes `.ppm`.
    /// - Returns: the path really written.
    /// - Throws: `PennantError.file`.
    @discardableResult
    public func write(to path: String) throws(PennantError) -> String {
        if !path.hasSuffix(".ppm"), let library = PNGLibrary.shared {
            try TextFile.replace(path) { temporary throws(PennantError) in
                if let problem = library.write(self, to: temporary) {
                    throw .file(path: path, problem: "cannot be written: \(problem)")
                }
            }
            return path
        }
        return try writePortable(to: path)
    }

    /// Writes the picture as PPM, whose name ends in `.ppm`.
    func writePortable(to path: String) throws(PennantError) -> String {
        let stem = path.hasSuffix(".png") || path.hasSuffix(".ppm") ? String(path.dropLast(4)) : path
        try TextFile.write(Array("P6\n\(width) \(height)\n255\n".utf8) + pixels, to: stem + ".ppm")
        return stem + ".ppm"
    }
}

/// The simplified interface of libpng 1.6, which reports errors by its result and never by a jump over our frames.
private struct PNGLibrary: Sendable {
    private typealias Write =
        @convention(c) (
            UnsafeMutableRawPointer, UnsafePointer<CChar>, CInt, UnsafeRawPointer, Int32, UnsafeRawPointer?
        ) -> CInt

    private let writeToFile: Write

    /// The library, if the machine has it; it stays loaded.
    static let shared = PNGLibrary()

    private init?() {
        guard let handle = dlopen("libpng16.so.16", RTLD_NOW | RTLD_LOCAL),
            let symbol = dlsym(handle, "png_image_write_to_file")
        else { return nil }
        // SAFETY: the signature is that of png.h in every release of libpng 1.6.
        writeToFile = unsafeBitCast(symbol, to: Write.self)
    }

    /// Writes the file; returns libpng's message if that fails.
    func write(_ picture: Picture, to path: String) -> String? {
        // A `png_image`: a pointer, seven 32-bit words, and a message of 64 characters.
        let message = 36, size = 104
        return withUnsafeTemporaryAllocation(byteCount: size, alignment: 8) { image in
            image.initializeMemory(as: UInt8.self, repeating: 0)
            let versionOne: UInt32 = 1, colored: UInt32 = 2
            image.storeBytes(of: versionOne, toByteOffset: 8, as: UInt32.self)
            image.storeBytes(of: UInt32(picture.width), toByteOffset: 12, as: UInt32.self)
            image.storeBytes(of: UInt32(picture.height), toByteOffset: 16, as: UInt32.self)
            image.storeBytes(of: colored, toByteOffset: 20, as: UInt32.self)
            let done = picture.pixels.withUnsafeBytes {
                writeToFile(image.baseAddress!, path, 0, $0.baseAddress!, Int32(picture.width * 3), nil)
            }
            if done != 0 { return nil }
            return String(decoding: image[message...].prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}
