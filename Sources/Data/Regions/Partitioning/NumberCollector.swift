/// Makes sorted runs of numbers that arrive in any order and any number of times: in a bitmap where they are dense, by
/// sorting where they are not. O(n log n) at worst, in the numbers given.
struct NumberCollector {
    private var numbers: ContiguousArray<Int> = []
    private var least = Int.max
    private var greatest = -1
    private var words: ContiguousArray<UInt64> = []

    @inline(__always)
    mutating func append(_ number: Int) {
        if number < least { least = number }
        if number > greatest { greatest = number }
        numbers.append(number)
    }

    mutating func reserve(_ count: Int) { numbers.reserveCapacity(count) }

    /// Hands out the runs, and is empty again.
    mutating func take() -> IntervalList {
        defer {
            numbers.removeAll(keepingCapacity: true)
            least = Int.max
            greatest = -1
        }
        if numbers.isEmpty { return IntervalList() }
        let wordCount = (greatest - least) / 64 + 1
        return wordCount <= 4 * numbers.count ? runsOfBitmap(wordCount) : runsOfSorted()
    }

    private mutating func runsOfSorted() -> IntervalList {
        numbers.sort()
        var runs = IntervalList()
        for number in numbers { runs.append(number, number) }
        return runs
    }

    private mutating func runsOfBitmap(_ wordCount: Int) -> IntervalList {
        if words.count < wordCount { words.append(contentsOf: repeatElement(0, count: wordCount - words.count)) }
        var runs = IntervalList()
        words.withUnsafeMutableBufferPointer { words in
            for number in numbers {
                let place = number &- least
                words[place &>> 6] |= 1 &<< UInt64(place & 63)
            }
            for index in 0 ..< wordCount where words[index] != 0 {
                Self.addRuns(of: words[index], at: least + index * 64, to: &runs)
                words[index] = 0
            }
        }
        return runs
    }

    @inline(__always)
    private static func addRuns(of word: UInt64, at base: Int, to runs: inout IntervalList) {
        var word = word
        while word != 0 {
            let first = word.trailingZeroBitCount
            let length = (~(word &>> UInt64(first))).trailingZeroBitCount
            let isWhole = first + length >= 64
            runs.append(base + first, base + (isWhole ? 63 : first + length - 1))
            if isWhole { return }
            word &= ~0 &<< UInt64(first + length)
        }
    }
}
