import Glibc

/// What is odd but legal goes to the standard error stream, at once and whole.
public enum Warning {
    /// Prints an error's text as a warning.
    public static func print(_ error: CohortError) {
        let text = error.description.replacing("error[", with: "warning[", maxReplacements: 1) + "\n"
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
            guard written > 0 else { return }
            bytes = bytes.dropFirst(written)
        }
    }
}
