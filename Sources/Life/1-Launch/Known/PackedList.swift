/// A list of bits that lies in one piece of memory with others: where, in words of eight bytes, and how many.
struct PackedList<Element> {
    let place: UInt16
    let count: UInt16

    /// None.
    init() { (place, count) = (0, 0) }

    fileprivate init(at place: Int, count: Int) {
        self.place = UInt16(place)
        self.count = UInt16(count)
    }
}

extension FixedList {
    /// A packed list, of those that begin at an address.
    @inline(__always)
    init(_ packed: PackedList<Element>, from lists: UnsafeMutableRawPointer) {
        base = (lists + Int(packed.place) * 8).assumingMemoryBound(to: Element.self)
        count = Int(packed.count)
    }
}

/// Puts lists of bits into one piece of memory, one behind the other: first all are counted, then all are packed in that order.
///
/// 512 KiB at most, and 65,535 elements a list.
struct ListPacking {
    private(set) var byteCount = 0
    private var memory: UnsafeMutableRawPointer?
    private var place = 0

    mutating func count<Element>(_ elements: ContiguousArray<Element>) { byteCount += 8 * Self.words(elements) }

    /// The memory, which the caller frees.
    mutating func begin() -> UnsafeMutableRawPointer {
        let made = UnsafeMutableRawPointer.allocate(byteCount: max(64, byteCount), alignment: 64)
        memory = made
        return made
    }

    mutating func pack<Element>(_ elements: ContiguousArray<Element>) -> PackedList<Element> {
        guard let memory else { return PackedList() }
        // As a whole: in code that is not specialised, elements with an `unowned(unsafe)` field are copied wrongly one by one.
        elements.withUnsafeBufferPointer { source in
            guard let first = source.baseAddress else { return }
            (memory + place * 8).bindMemory(to: Element.self, capacity: source.count)
                .initialize(from: first, count: source.count)
        }
        defer { place += Self.words(elements) }
        return PackedList(at: place, count: elements.count)
    }

    private static func words<Element>(_ elements: ContiguousArray<Element>) -> Int {
        (elements.count * MemoryLayout<Element>.stride + 7) / 8
    }
}
