/// An array in memory of its own, to be attached to regions and looked at by the rest of the program.
///
/// It keeps its memory for as long as anyone holds it: an attachment does too, so nothing dangles. While it is attached, look at it only when no
/// task can be using it: after `detach`, or after an arrival that follows the tasks.
public final class ExternalArray<Element: BitwiseCopyable>: @unchecked Sendable {
    // SAFETY: tasks use the memory in the order of the runtime; the program's own looks are its own to order, as documented.
    let memory: UnsafeMutableBufferPointer<Element>

    /// An array of these elements.
    public init(_ elements: [Element]) {
        memory = .allocate(capacity: elements.count)
        _ = memory.initialize(from: elements)
    }

    deinit { memory.deallocate() }

    /// The number of elements.
    public var count: Int { memory.count }

    /// A copy of all elements.
    public var elements: [Element] { Array(memory) }

    /// The element at an index from 0 on; traps outside, as an array does.
    public subscript(index: Int) -> Element {
        get { memory[checked(index)] }
        set { memory[checked(index)] = newValue }
    }

    private func checked(_ index: Int) -> Int {
        precondition(index >= 0 && index < count, "index \(index) of an external array of \(count) elements")
        return index
    }
}
