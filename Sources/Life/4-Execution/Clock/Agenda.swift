/// What is to happen at which time, the earliest first, and of one time in the order in which it was entered: a binary heap.
struct Agenda<Entry> {
    private var heap: [Item] = []
    private var lastNumber = 0

    private struct Item {
        let time: Int
        let number: Int
        let entry: Entry

        func isBefore(_ other: Item) -> Bool { (time, number) < (other.time, other.number) }
    }

    /// The earliest time; nil when nothing is entered.
    var earliest: Int? { heap.first?.time }

    /// Enters something. O(log entries).
    mutating func add(_ entry: Entry, at time: Int) {
        lastNumber += 1
        heap.append(Item(time: time, number: lastNumber, entry: entry))
        var child = heap.count - 1
        while child > 0, heap[child].isBefore(heap[(child - 1) / 2]) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    /// Takes out all that happens at the earliest time. O(log entries) each.
    mutating func takeEarliest() -> [Entry] {
        guard let time = earliest else { return [] }
        var taken: [Entry] = []
        while earliest == time { taken.append(takeFirst()) }
        return taken
    }

    private mutating func takeFirst() -> Entry {
        heap.swapAt(0, heap.count - 1)
        let first = heap.removeLast()
        var parent = 0
        while 2 * parent + 1 < heap.count {
            var child = 2 * parent + 1
            if child + 1 < heap.count, heap[child + 1].isBefore(heap[child]) { child += 1 }
            guard heap[child].isBefore(heap[parent]) else { break }
            heap.swapAt(child, parent)
            parent = child
        }
        return first.entry
    }
}
