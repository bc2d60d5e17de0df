import Synchronization

/// Elements at fixed addresses, to which more can be added while other threads read.
///
///     block 0: 8 elements   block 1: 16   block 2: 32   …
///
/// An element is there when its block is; who reads one knows its number from whoever reserved it.
struct GrowingTable<Element: ~Copyable>: ~Copyable, @unchecked Sendable {
    // SAFETY: a block's address goes once from 0 to its final value, published by a release store after its elements.
    private let blocks: UnsafeMutablePointer<Atomic<UInt>>

    private static var blockCount: Int { 28 }
    private static var firstBits: Int { 3 }

    init() {
        blocks = .allocate(capacity: Self.blockCount)
        for block in 0 ..< Self.blockCount { (blocks + block).initialize(to: Atomic(0)) }
    }

    deinit {
        for block in 0 ..< Self.blockCount {
            guard let elements = elements(block) else { continue }
            elements.deinitialize(count: 1 << (block + Self.firstBits))
            elements.deallocate()
        }
        blocks.deallocate()
    }

    private func elements(_ block: Int) -> UnsafeMutablePointer<Element>? {
        UnsafeMutablePointer(bitPattern: blocks[block].load(ordering: .acquiring))
    }

    /// Block and position of an element: counted from 8 on, the highest bit of a number names its block.
    @inline(__always)
    private static func split(_ index: Int) -> (block: Int, offset: Int) {
        let number = index + (1 << firstBits)
        let highest = Int.bitWidth - 1 - number.leadingZeroBitCount
        return (highest - firstBits, number - (1 << highest))
    }

    /// The element's address, which stays; nil when nobody reserved it.
    @inline(__always)
    func pointer(to index: Int) -> UnsafeMutablePointer<Element>? {
        let (block, offset) = Self.split(index)
        guard let elements = elements(block) else { return nil }
        return elements + offset
    }

    /// The element's address, with what `blank` makes where nothing was; one caller at a time.
    func reserve(_ index: Int, _ blank: () -> Element) -> UnsafeMutablePointer<Element> {
        let (block, offset) = Self.split(index)
        if let elements = elements(block) { return elements + offset }
        let count = 1 << (block + Self.firstBits)
        let made = UnsafeMutablePointer<Element>.allocate(capacity: count)
        for position in 0 ..< count { (made + position).initialize(to: blank()) }
        blocks[block].store(UInt(bitPattern: made), ordering: .releasing)
        return made + offset
    }
}
