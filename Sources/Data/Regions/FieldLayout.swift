import CohortDiagnostics
import CohortLocking
import Synchronization

/// The fields of a region, numbered from 0 in the order of declaration; shared by all regions of one field space.
///
/// Fields can be added and freed while regions use others. A number is never used again.
package final class FieldLayout: Sendable {
    package let name: String
    private let table = GrowingTable<FieldDescriptor>()
    private let size: Atomic<Int>
    private let changes = Atomic<Int>(0)
    private let state = Locked(State())
    private let indexOfKey: [Int32]
    /// What programs noted about the field space.
    package let annotations = Annotations()

    private struct State {
        /// The fields that have, or had, a name; oldest first.
        var numbers: [String: [Int]] = [:]
        var freed: [Int: Freed] = [:]

        func isFreed(_ field: Int, at position: ProgramPosition) -> Bool {
            freed[field].map { $0.position <= position } ?? false
        }
    }

    private struct Freed {
        let place: SourceLocation
        let position: ProgramPosition
    }

    package init(name: String, fields: [FieldDescriptor]) {
        self.name = name
        size = Atomic(fields.count)
        var keys = [Int32](repeating: -1, count: (fields.map(\.key).max() ?? -1) + 1)
        for (index, field) in fields.enumerated() { keys[field.key] = Int32(index) }
        indexOfKey = keys
        for (index, field) in fields.enumerated() { put(field, index) }
        state.withLock { state in
            for (index, field) in fields.enumerated() { state.numbers[field.name, default: []].append(index) }
        }
    }

    /// How many fields there are or were; the last number is one less.
    package var count: Int { size.load(ordering: .acquiring) }

    /// Grows with every field that is added or freed.
    @inline(__always)
    package var version: Int { changes.load(ordering: .acquiring) }

    /// The field with a number.
    package subscript(_ field: Int) -> FieldDescriptor {
        @inline(__always) unsafeAddress {
            guard let descriptor = table.pointer(to: field) else {
                // our bug: numbers come from the layout, which has put a field there.
                preconditionFailure("a field without a place")
            }
            return UnsafePointer(descriptor)
        }
    }

    /// All fields, those that were freed too.
    package var fields: [FieldDescriptor] { (0 ..< count).map { self[$0] } }

    /// The number of the field with this key, or nil. O(1).
    package func index(ofKey key: Int) -> Int? {
        guard key >= 0, key < indexOfKey.count, indexOfKey[key] >= 0 else { return nil }
        return Int(indexOfKey[key])
    }

    private func put(_ field: FieldDescriptor, _ number: Int) {
        table.reserve(number) { .blank }.pointee = field
    }
}

// Fields by name, at a place in program order.

extension FieldLayout {
    /// What a name means.
    package enum Meaning {
        case field(Int)
        /// The field was freed, there.
        case freed(SourceLocation)
        case nothing
    }

    /// What a name means at a place; the oldest of several fields.
    package func meaning(of name: String, at position: ProgramPosition) -> Meaning {
        state.withLock { state in
            let numbers = state.numbers[name] ?? []
            if let number = numbers.first(where: { !state.isFreed($0, at: position) }) { return .field(number) }
            return numbers.last.flatMap { state.freed[$0]?.place }.map { .freed($0) } ?? .nothing
        }
    }

    /// The names that mean a field at a place, in the order of the fields.
    package func names(at position: ProgramPosition) -> [String] {
        let freed = state.withLock { state in Set(state.freed.keys.filter { state.isFreed($0, at: position) }) }
        return (0 ..< count).filter { !freed.contains($0) }.map { self[$0].name }
    }

    /// Where a field was freed, if that was before `position`.
    package func freed(_ field: Int, at position: ProgramPosition) -> SourceLocation? {
        state.withLock { $0.isFreed(field, at: position) ? $0.freed[field]?.place : nil }
    }

    /// True when some field was freed, wherever in program order.
    package var hasFreed: Bool { state.withLock { !$0.freed.isEmpty } }

    /// Adds a field; nil when its name means one already.
    package func add(at position: ProgramPosition, _ make: (Int) -> FieldDescriptor) -> Int? {
        state.withLock { state in
            let number = size.load(ordering: .relaxed)
            let field = make(number)
            let numbers = state.numbers[field.name] ?? []
            if numbers.contains(where: { !state.isFreed($0, at: position) }) { return nil }
            put(field, number)
            state.numbers[field.name] = numbers + [number]
            size.store(number + 1, ordering: .releasing)
            changes.wrappingAdd(1, ordering: .releasing)
            return number
        }
    }

    /// Ends a field from `position` on.
    package func free(_ field: Int, at position: ProgramPosition, _ place: SourceLocation) {
        state.withLock { $0.freed[field] = Freed(place: place, position: position) }
        changes.wrappingAdd(1, ordering: .releasing)
    }
}
