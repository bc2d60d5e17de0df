import Glibc
import Synchronization

/// Whether somebody pressed Ctrl-C, for commands that end their work cleanly then; a program that they run gets the signal, too.
enum Interruption {
    private static let word = Atomic<Bool>(false)
    static var has: Bool { word.load(ordering: .relaxed) }
    /// From now on Ctrl-C is noted, and does not end the process.
    static func listen() {
        // Made here, so that the handler has nothing to make.
        word.store(false, ordering: .relaxed)
        signal(SIGINT) { _ in Interruption.word.store(true, ordering: .relaxed) }
    }
}
