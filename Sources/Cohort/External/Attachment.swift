import CohortDiagnostics
import CohortLife

/// An array or file that is the data of some fields of a region for a while.
///
/// - SeeAlso: Legion's attach and detach operations.
public struct Attachment {
    let state: AttachmentState?
    /// What the launch itself said, for attachments that could not be made.
    let ready: Future<Void>
    let makePlan: (SourceLocation) -> LaunchBuilder
    let canFlush: Bool

    /// True when the array is where tasks find the data: those in main memory, which are all unless there is a mapper, work on the array itself. False when
    /// the runtime copies, around each launch or once at either end.
    public var isInPlace: Bool { state?.isInPlace ?? false }

    /// Gives the array back: suspends until all that uses the data is over. Afterwards the fields count as never written.
    ///
    /// - Parameter flush: whether the data are written back. A restricted array has them anyway, whenever an operation is over; an
    ///   unrestricted one keeps what it had when this is false.
    /// - Throws: what kept the array from being attached; the error of a task whose results it should have; `attach.ended` when it was
    ///   detached before; `attach.file`.
    public func detach(flush: Bool = true, file: StaticString = #fileID, line: UInt32 = #line) async throws {
        guard let state else { return try await ready.value }
        let place = SourceLocation(file: file, line: line)
        guard let context = makePlan(place).context else { throw LaunchMisuse.noContext("`detach`", place) }
        try await context.detach(state, flushes: flush && canFlush) { makePlan(place).plan }
    }
}
