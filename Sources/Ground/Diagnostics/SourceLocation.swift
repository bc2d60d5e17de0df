/// The place in the user's program where something was asked for.
///
/// Every public call takes one by default arguments, so that each error, log line and graph node names a line of the
/// user's own source without any effort of theirs.
public struct SourceLocation: Sendable, BitwiseCopyable {
    /// `Module/File.swift`, as `#fileID` gives it.
    public let file: StaticString
    /// The line in the file, counted from 1.
    public let line: UInt32

    /// The place of the call, when used as a default argument.
    @inlinable
    public init(file: StaticString = #fileID, line: UInt32 = #line) {
        self.file = file
        self.line = line
    }
}

extension SourceLocation: CustomStringConvertible {
    /// `Module/File.swift:42`.
    public var description: String { "\(file):\(line)" }
}
