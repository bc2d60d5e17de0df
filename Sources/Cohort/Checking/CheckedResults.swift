import CohortLife

/// What a program that is checked computes, beside what the regions hold that its top-level task makes.
public final class CheckedResults {
    /// The values added, in this order.
    private(set) var values: [CheckedValue] = []

    init() {}

    /// Adds a value, such as a future's. Values are the same when they are equal; what is not even equal to itself, like NaN, when it is
    /// printed alike.
    public func add(_ value: some Equatable & Sendable, named name: String) { values.append(CheckedValue(name, value)) }

    /// Adds a region that another task has made, so that its contents are compared too.
    public func add<Space, let N: Int>(_ region: Region<Space, N>) { TaskContext.current?.keep(region.tree) }
}

/// A value of any type, which can be compared with another.
struct CheckedValue: Sendable {
    let name: String
    let description: String
    private let value: any Sendable
    private let isEqual: @Sendable (any Sendable) -> Bool

    init<Value: Equatable & Sendable>(_ name: String, _ value: Value) {
        self.name = name
        self.value = value
        let text = "\(value)"
        description = text
        isEqual = { other in
            guard let other = other as? Value else { return false }
            return value == other || (value != value && other != other && text == "\(other)")
        }
    }

    func isSame(as other: CheckedValue) -> Bool { isEqual(other.value) }
}
