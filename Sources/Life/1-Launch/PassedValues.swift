/// The value arguments of a launch: where each is, and the bits of those that are there already.
///
/// A plan gathers them, and the launch takes them over whole by a swap; neither gives up its memory.
package struct PassedValues: ~Copyable {
    private var arguments: UnsafeMutablePointer<PassedValue>
    private(set) var count = 0
    private var capacity = 4
    private var words: UnsafeMutablePointer<UInt64>
    private var wordCount = 0, wordCapacity = 16

    init() {
        arguments = .allocate(capacity: capacity)
        words = .allocate(capacity: wordCapacity)
    }

    deinit {
        arguments.deallocate()
        words.deallocate()
    }

    @inline(__always)
    subscript(index: Int) -> PassedValue { arguments[index] }

    /// The bits of a value that is there already, at an offset in bytes.
    @inline(__always)
    func bits(at offset: Int) -> UnsafeRawPointer { UnsafeRawPointer(words) + offset }

    mutating func removeAll() { (count, wordCount) = (0, 0) }

    /// Adds a value that is there already.
    mutating func add<T>(_ value: T) {
        let size = (MemoryLayout<T>.size + 7) / 8
        if wordCount + size > wordCapacity { makeRoom(words: size) }
        let place = words + wordCount
        withUnsafeBytes(of: value) { source in
            if let bits = source.baseAddress { UnsafeMutableRawPointer(place).copyMemory(from: bits, byteCount: source.count) }
        }
        add(PassedValue(offset: wordCount * 8))
        wordCount += size
    }

    /// Adds one that other tasks make.
    mutating func add(_ argument: PassedValue) {
        if count == capacity { makeRoom() }
        (arguments + count).initialize(to: argument)
        count += 1
    }

    @inline(never)
    private mutating func makeRoom() {
        capacity *= 2
        arguments = Self.moved(arguments, count, to: capacity)
    }

    @inline(never)
    private mutating func makeRoom(words size: Int) {
        wordCapacity = 2 * (wordCount + size)
        words = Self.moved(words, wordCount, to: wordCapacity)
    }

    private static func moved<T>(_ old: UnsafeMutablePointer<T>, _ count: Int, to capacity: Int) -> UnsafeMutablePointer<T> {
        let new = UnsafeMutablePointer<T>.allocate(capacity: capacity)
        new.moveInitialize(from: old, count: count)
        old.deallocate()
        return new
    }
}

/// Where a value argument is.
struct PassedValue: BitwiseCopyable {
    /// Bytes behind the first of the launch's bits; used when `address` is nil.
    var offset = 0
    /// Where the results of other tasks are.
    var address: UnsafeMutableRawPointer?
    /// 0: the same for all points.
    var stride = 0
    /// The element of each point, if that is not the one of its number.
    var table: UnsafePointer<Int32>?
}
