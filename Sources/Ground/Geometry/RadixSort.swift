/// Sorts numbers by some of their bits, digit by digit from the lowest: each pass writes to as many places as fit a cache.
/// Numbers whose bits are equal keep their order.
struct RadixSort: ~Copyable {
    private let spare: UnsafeMutablePointer<UInt64>
    private let starts: UnsafeMutablePointer<Int>
    private static let widest = 11

    /// - Parameter capacity: the most numbers of one call.
    init(capacity: Int) {
        spare = .allocate(capacity: max(1, capacity))
        starts = .allocate(capacity: 1 << Self.widest)
    }

    deinit {
        spare.deallocate()
        starts.deallocate()
    }

    /// Sorts by the `width` bits above the lowest `shift`. O(count) for each eleven bits.
    func sort(_ words: UnsafeMutablePointer<UInt64>, count: Int, shift: Int, width: Int) {
        let passes = (width + Self.widest - 1) / Self.widest
        if count < 2 || passes == 0 { return }
        let digit = (width + passes - 1) / passes
        var from = words, to = spare
        for pass in 0 ..< passes {
            distribute(from, to, count, shift: UInt64(shift + pass * digit), digit)
            swap(&from, &to)
        }
        if from != words { words.update(from: from, count: count) }
    }

    private func distribute(
        _ from: UnsafeMutablePointer<UInt64>, _ to: UnsafeMutablePointer<UInt64>, _ count: Int, shift: UInt64, _ digit: Int
    ) {
        let size = 1 << digit
        let mask = UInt64(size - 1)
        starts.update(repeating: 0, count: size)
        for index in 0 ..< count { starts[Int(truncatingIfNeeded: from[index] &>> shift & mask)] &+= 1 }
        var sum = 0
        for value in 0 ..< size {
            let own = starts[value]
            starts[value] = sum
            sum &+= own
        }
        for index in 0 ..< count {
            let word = from[index]
            let value = Int(truncatingIfNeeded: word &>> shift & mask)
            to[starts[value]] = word
            starts[value] &+= 1
        }
    }
}

/// The order of numbers, without moving them.
package enum NumberOrder {
    /// The places of some numbers from the least on; equal ones in the order given. O(n), and O(n log n) for numbers so far
    /// apart that a word cannot hold both a number and its place.
    package static func places(of numbers: ContiguousArray<Int>) -> ContiguousArray<Int> {
        guard let low = numbers.min(), let high = numbers.max() else { return [] }
        let (span, isFar) = high.subtractingReportingOverflow(low)
        let placeBits = Int.bitWidth - numbers.count.leadingZeroBitCount
        let numberBits = Int.bitWidth - span.leadingZeroBitCount
        if isFar || placeBits + numberBits > UInt64.bitWidth {
            return ContiguousArray(numbers.indices.sorted { (numbers[$0], $0) < (numbers[$1], $1) })
        }
        var words = ContiguousArray(
            numbers.indices.lazy.map { UInt64(numbers[$0] - low) << UInt64(placeBits) | UInt64($0) })
        words.withUnsafeMutableBufferPointer { words in
            guard let base = words.baseAddress else { return }
            RadixSort(capacity: words.count).sort(base, count: words.count, shift: placeBits, width: numberBits)
        }
        let mask = UInt64(1) << UInt64(placeBits) - 1
        return ContiguousArray(words.lazy.map { Int($0 & mask) })
    }
}
