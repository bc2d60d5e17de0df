import CohortDiagnostics
import CohortLocking

/// Values that a program noted about things, each under a name and a type. For any number of threads.
package final class Annotations: Sendable {
    /// What a value is about: a region with one of its nodes and a piece, or, without a region, the space's own; of all of these, one
    /// field or the whole.
    package struct Subject: Hashable, Sendable {
        let region: Int
        let node: Int
        let piece: Int
        let field: Int

        package init(region: Int = 0, node: Int = 0, piece: Int = -1, field: Int = -1) {
            self.region = region
            self.node = node
            self.piece = piece
            self.field = field
        }
    }

    private struct Key: Hashable, Sendable {
        let subject: Subject
        let name: String
        let type: ObjectIdentifier
    }

    private struct Entry: Sendable {
        let value: any Sendable
        let isReplaceable: Bool
        let place: SourceLocation
    }

    private let entries = Locked<[Key: Entry]>([:])

    package init() {}

    /// Notes a value, unless there is one that may not be replaced; then its place is the answer.
    package func note<Value: Sendable>(
        _ value: Value, _ name: String, about subject: Subject, replaceable: Bool, at place: SourceLocation
    ) -> SourceLocation? {
        let key = Key(subject: subject, name: name, type: ObjectIdentifier(Value.self))
        return entries.withLock {
            if let earlier = $0[key], !earlier.isReplaceable { return earlier.place }
            $0[key] = Entry(value: value, isReplaceable: replaceable, place: place)
            return nil
        }
    }

    /// The value noted last, if any.
    package func value<Value: Sendable>(_ name: String, about subject: Subject) -> Value? {
        let key = Key(subject: subject, name: name, type: ObjectIdentifier(Value.self))
        return entries.withLock { $0[key] }?.value as? Value
    }
}
