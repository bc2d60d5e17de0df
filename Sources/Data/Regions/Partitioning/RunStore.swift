/// First and last numbers of runs in memory, each in 32 bits where all numbers allow it: half as much to move.
struct RunStore: @unchecked Sendable {
    // SAFETY: who makes it says who writes and who reads when, and keeps the memory that it lies in.
    private let base: UnsafeMutableRawPointer
    private let isNarrow: Bool

    init(_ count: Int, isNarrow: Bool, in memory: BulkMemory) {
        self.isNarrow = isNarrow
        base = UnsafeMutableRawPointer(memory.take(UInt64.self, isNarrow ? count : 2 * count))
    }

    static func byteCount(isNarrow: Bool) -> Int { isNarrow ? 8 : 16 }

    subscript(place: Int) -> (first: Int, last: Int) {
        @inline(__always)
        get {
            if isNarrow {
                let both = base.load(fromByteOffset: 8 &* place, as: UInt64.self)
                return (Int(truncatingIfNeeded: both & 0xFFFF_FFFF), Int(truncatingIfNeeded: both &>> 32))
            }
            return (
                base.load(fromByteOffset: 16 &* place, as: Int.self), base.load(fromByteOffset: 16 &* place &+ 8, as: Int.self)
            )
        }
        @inline(__always)
        nonmutating set {
            if isNarrow {
                let both = UInt64(truncatingIfNeeded: newValue.first) | UInt64(truncatingIfNeeded: newValue.last) &<< 32
                base.storeBytes(of: both, toByteOffset: 8 &* place, as: UInt64.self)
            } else {
                base.storeBytes(of: newValue.first, toByteOffset: 16 &* place, as: Int.self)
                base.storeBytes(of: newValue.last, toByteOffset: 16 &* place &+ 8, as: Int.self)
            }
        }
    }
}
