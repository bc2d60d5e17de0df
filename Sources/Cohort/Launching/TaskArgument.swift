import CohortGeometry
import CohortLife

/// What a task's value parameter takes: the value, a future of it, or a map with a value for each point.
///
/// A type of your own becomes one by `extension Parameters: TaskArgument {}`.
public protocol TaskArgument<Value> {
    /// What the task receives.
    associatedtype Value
    /// Adds the argument to a launch; used by generated code.
    func pass(to builder: LaunchBuilder)
}

extension TaskArgument where Self: BitwiseCopyable, Value == Self {
    /// Passes the bytes of the value.
    public func pass(to builder: LaunchBuilder) { builder.value(self) }
}

extension Int: TaskArgument {
    /// Itself.
    public typealias Value = Int
}
extension Int8: TaskArgument {
    /// Itself.
    public typealias Value = Int8
}
extension Int16: TaskArgument {
    /// Itself.
    public typealias Value = Int16
}
extension Int32: TaskArgument {
    /// Itself.
    public typealias Value = Int32
}
extension Int64: TaskArgument {
    /// Itself.
    public typealias Value = Int64
}
extension UInt: TaskArgument {
    /// Itself.
    public typealias Value = UInt
}
extension UInt8: TaskArgument {
    /// Itself.
    public typealias Value = UInt8
}
extension UInt16: TaskArgument {
    /// Itself.
    public typealias Value = UInt16
}
extension UInt32: TaskArgument {
    /// Itself.
    public typealias Value = UInt32
}
extension UInt64: TaskArgument {
    /// Itself.
    public typealias Value = UInt64
}
extension Float: TaskArgument {
    /// Itself.
    public typealias Value = Float
}
extension Double: TaskArgument {
    /// Itself.
    public typealias Value = Double
}
extension Bool: TaskArgument {
    /// Itself.
    public typealias Value = Bool
}
