/// Numbers from 0 to 1 that look drawn at random and follow from some integers: SipHash-2-4 of these, as Task Bench has it.
public enum RandomUnit {
    /// The number of some integers; O(integers).
    public static func value(_ integers: Int...) -> Double {
        var state = State()
        for integer in integers { state.take(UInt64(bitPattern: Int64(integer))) }
        return Double(state.finished(bytes: 8 * integers.count)) * 0x1p-64
    }

    /// The state of the hash; its key is the bytes 1, 2, …, 15, 0.
    private struct State {
        private var v0: UInt64 = 0x0807_0605_0403_0201 ^ 0x736f_6d65_7073_6575
        private var v1: UInt64 = 0x000F_0E0D_0C0B_0A09 ^ 0x646f_7261_6e64_6f6d
        private var v2: UInt64 = 0x0807_0605_0403_0201 ^ 0x6c79_6765_6e65_7261
        private var v3: UInt64 = 0x000F_0E0D_0C0B_0A09 ^ 0x7465_6462_7974_6573

        mutating func take(_ word: UInt64) {
            v3 ^= word
            mix()
            mix()
            v0 ^= word
        }

        /// The hash of so many bytes that have been taken in whole words.
        mutating func finished(bytes: Int) -> UInt64 {
            take(UInt64(bytes & 0xff) << 56)
            v2 ^= 0xff
            for _ in 0 ..< 4 { mix() }
            return v0 ^ v1 ^ v2 ^ v3
        }

        private mutating func mix() {
            v0 &+= v1
            v1 = turned(v1, 13) ^ v0
            v0 = turned(v0, 32)
            v2 &+= v3
            v3 = turned(v3, 16) ^ v2
            v0 &+= v3
            v3 = turned(v3, 21) ^ v0
            v2 &+= v1
            v1 = turned(v1, 17) ^ v2
            v2 = turned(v2, 32)
        }

        private func turned(_ word: UInt64, _ count: UInt64) -> UInt64 { word << count | word >> (64 - count) }
    }
}
