import CohortDiagnostics

/// Finds in the launches of a context that they repeat, and says where a repetition begins and ends.
///
///     launches   A B B A B B A B B │ A B B … │ A B B …
///     period 3         1 2 3 4 5 6   found, when as many were as `period` launches before as make it sure
///
/// Constant time and memory a launch: a ring of the last fingerprints, and for some of them where they came last. Loops are found, also
/// with others in them; repetitions with gaps are not.
struct TraceFinder: ~Copyable {
    private let recent: UnsafeMutablePointer<UInt64>
    private let places: UnsafeMutablePointer<Place>
    private let mask: Int
    private let isEager: Bool
    /// How many launches there were.
    private var position = 0
    /// Nothing before this launch counts.
    private var start = 0
    /// After how many launches they repeat, and how many did so.
    private var period = 0
    private var repeated = 0
    /// Where in program order those began that did.
    private var repeatedFrom: UInt64 = 0
    /// The last launch before which something came that is no launch.
    private var lastBreak = 0
    /// Where in program order the last launch ended.
    private var end: UInt64 = 0
    /// No search before this launch, and how often one was in vain.
    private var rest = 0
    private var disappointments = 0

    /// True within a repetition that was found.
    private(set) var isOpen = false
    /// How many launches it has, and how many of these are to come.
    private var length = 0
    private var left = 0
    /// True from the last launch of a repetition to the end of that: what else the program asks for meanwhile belongs to it.
    private(set) var isDue = false
    /// How often repetitions were not replayed, one after the other.
    private var misses = 0
    /// How many were replayed when the last one ended, and when the first of these began.
    private var replayed = 0
    private var replayedEarlier = 0

    private struct Place {
        var fingerprint: UInt64
        var position: Int
    }

    /// What to do before a launch.
    enum Step {
        case nothing
        /// The repetition is over, if it has not been ended, and the next one comes.
        case next
        /// The open repetition is none.
        case stop
        /// Repetitions begin: the first launches of each have that fingerprint, and so many launches.
        case begin(UInt64, length: Int)
    }

    /// - Parameters:
    ///   - capacity: how many launches are remembered; a power of two. A period is half of that at most.
    ///   - isEager: one launch that came again is enough.
    init(capacity: Int, isEager: Bool) {
        mask = capacity - 1
        self.isEager = isEager
        recent = .allocate(capacity: capacity)
        recent.initialize(repeating: 0, count: capacity)
        places = .allocate(capacity: capacity)
        places.initialize(repeating: Place(fingerprint: 0, position: -1), count: capacity)
    }

    deinit {
        recent.deallocate()
        places.deallocate()
    }

    /// A launch comes; `sequence` is the number that its first operation gets.
    @inline(__always)
    mutating func step(_ sequence: UInt64) -> Step {
        if sequence != end { lastBreak = position }
        if isOpen {
            if repeated == 0 { return .stop }
            if left == 0 { return .next }
            left -= 1
            return .nothing
        }
        return look()
    }

    /// Whether repetitions begin with the next launch.
    private mutating func look() -> Step {
        guard period > 0, repeated >= (isEager ? period : max(period, 6)), position >= rest else { return .nothing }
        let operations = max(1, Int(end - repeatedFrom) / repeated * period)
        if operations > TraceTemplate.largest { return .nothing }
        if lastBreak > position - period {
            // Whoever waits in each round does so between repetitions.
            if lastBreak < position { return .nothing }
            length = period
        } else {
            // The begin and the end cost something too; and records are prepared for a whole repetition, which should lie in a cache.
            length = isEager ? period : period * max(1, min(16 / period, 64 / operations))
        }
        isOpen = true
        misses = 0
        left = length - 1
        return .begin(recent[(position - period) & mask], length: length)
    }

    /// Repetitions begin of which so many were replayed at earlier times.
    mutating func begin(after earlier: Int) { (replayed, replayedEarlier) = (earlier, earlier) }

    /// The open repetition has ended as the report says: begins the next, unless it is in vain; then returns false.
    mutating func proceed(_ report: TraceReport) -> Bool {
        if report.replayed > replayed {
            misses = 0
            disappointments = 0
        } else {
            misses += 1
        }
        replayed = report.replayed
        if misses > patience {
            giveUp()
            return false
        }
        isDue = false
        left = length - 1
        return true
    }

    /// The repetition that was due has ended; perhaps another comes.
    mutating func didEnd() { isDue = false }

    /// The open repetition turned out another.
    mutating func didDiffer() { if replayed == replayedEarlier { giveUp() } else { forget() } }

    /// It was in vain: the next search begins later, and later each time.
    private mutating func giveUp() {
        if !isEager { rest = position + 64 << disappointments }
        disappointments = min(disappointments + 1, 10)
        forget()
    }

    /// Three are analysed, before one can be replayed; perhaps two more.
    private var patience: Int { isEager ? 3 : 5 }

    /// Launches come that have nothing to do with those before.
    mutating func forget() {
        (isOpen, isDue) = (false, false)
        (period, repeated) = (0, 0)
        start = position
    }

    /// A launch has been issued, and its operations end before `sequence`.
    @inline(__always)
    mutating func saw(_ fingerprint: UInt64, before sequence: UInt64) {
        end = sequence
        if isOpen, left == 0 { isDue = true }
        let place = places + (Int(truncatingIfNeeded: fingerprint) & mask)
        if period > 0, recent[(position - period) & mask] == fingerprint {
            repeated += 1
        } else {
            repeated = 0
            repeatedFrom = sequence
            let isKnown = place.pointee.fingerprint == fingerprint && place.pointee.position >= start
            period = isKnown ? position - place.pointee.position : 0
            if period > (mask + 1) / 2 { period = 0 }
        }
        defer { position += 1 }
        recent[position & mask] = fingerprint
        place.pointee = Place(fingerprint: fingerprint, position: position)
    }
}
