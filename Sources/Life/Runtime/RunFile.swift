import CohortDiagnostics
import Glibc

/// Files that a run writes.
enum RunFile {
    /// Replaces what a file holds.
    static func write(_ text: String, to file: String) throws(CohortError) {
        guard let stream = fopen(file, "w") else { throw .unwritableRunFile(file) }
        let isWritten = fputs(text, stream) >= 0
        // The last bytes leave with the file's end, and that may fail, too.
        guard fclose(stream) == 0, isWritten else { throw .unwritableRunFile(file) }
    }
}

extension CohortError {
    /// A file of a run that there is no writing to.
    static func unwritableRunFile(_ file: String) -> CohortError {
        .runFile(file, "cannot be written", fix: "name a file in a folder that is there and may be written, on a disk with room")
    }
}
