import CohortLife

/// Several fields of one region as one parameter of a task, each with its own privilege.
///
/// `@Access` writes the conformance. The task is launched with the region, a subregion or a partition itself.
public protocol AccessStruct: ~Copyable {
    /// `Rows<Space, N>`: what arguments must have.
    associatedtype Key
    /// `Region<Space, N>`: the argument of a single launch.
    associatedtype Whole: RegionArgument<Key>
    /// The accessors of a running task, whose numbers begin at `first`; used by generated code.
    init(_ frame: TaskFrame, _ first: Int)
    /// How many accessors there are.
    static var columnCount: Int { get }
    /// Adds the fields of `argument` to a launch, grouped by privilege; used by generated code.
    static func require(_ builder: LaunchBuilder, _ argument: some RegionArgument<Key>)
}

extension AccessStruct where Self: ~Copyable {
    /// What a launch calls the stored property at `path`; `type` must be that of the accessor's elements. Used by generated code.
    public static func key<Space: FieldSpace, Element>(
        _ path: KeyPath<Space, Element>, of type: Element.Type
    ) -> Int {
        // A computed property has no offset; the launch then reports an unknown field.
        MemoryLayout<Space>.offset(of: path) ?? -1
    }
}
