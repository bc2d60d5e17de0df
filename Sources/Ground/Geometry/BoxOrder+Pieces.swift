// Boxes of pieces, before they are put in order.

extension BoxOrder {
    /// All rectangles of the pieces that have `dimension` axes; the numbers are the pieces'.
    convenience init(rectanglesOf pieces: ContiguousArray<Domain>, dimension: Int) {
        self.init(count: Self.rectCount(pieces, dimension), dimension: dimension)
        var place = 0
        pieces.withUnsafeBufferPointer { pieces in
            for number in pieces.indices where pieces[number].dimension == dimension {
                for start in stride(from: 0, to: pieces[number].flat.count, by: 2 * dimension) {
                    write(pieces, number, start, to: place)
                    place &+= 1
                }
            }
        }
    }

    /// The bounding box of each piece that has `dimension` axes and any points; the numbers are the pieces'.
    convenience init(boundsOf pieces: ContiguousArray<Domain>, dimension: Int) {
        self.init(count: pieces.withUnsafeBufferPointer { Self.countWithPoints($0, dimension) }, dimension: dimension)
        var place = 0
        pieces.withUnsafeBufferPointer { pieces in
            for number in pieces.indices where pieces[number].dimension == dimension && pieces[number].volume > 0 {
                write(pieces, number, 0, to: place)
                let box = corners + 2 * dimension * place
                for start in stride(from: 2 * dimension, to: pieces[number].flat.count, by: 2 * dimension) {
                    for axis in 0 ..< dimension {
                        box[axis] = min(box[axis], pieces[number].flat[start + axis])
                        box[dimension + axis] = max(box[dimension + axis], pieces[number].flat[start + dimension + axis])
                    }
                }
                place &+= 1
            }
        }
    }

    // Domains are looked at where they lie: taking each out of its list would count references to it, a memory access more.

    @inline(__always)
    private func write(_ pieces: UnsafeBufferPointer<Domain>, _ piece: Int, _ start: Int, to place: Int) {
        for corner in 0 ..< 2 &* dimension {
            corners[2 &* dimension &* place &+ corner] = pieces[piece].flat[start &+ corner]
        }
        numbers[place] = Int32(truncatingIfNeeded: piece)
    }

    /// The number of rectangles of the pieces that have `dimension` axes.
    static func rectCount(_ pieces: ContiguousArray<Domain>, _ dimension: Int) -> Int {
        pieces.withUnsafeBufferPointer { pieces in
            var count = 0
            for piece in pieces.indices where pieces[piece].dimension == dimension {
                count &+= pieces[piece].flat.count
            }
            return count / (2 * dimension)
        }
    }

    private static func countWithPoints(_ pieces: UnsafeBufferPointer<Domain>, _ dimension: Int) -> Int {
        var count = 0
        for piece in pieces.indices where pieces[piece].dimension == dimension && pieces[piece].volume > 0 { count &+= 1 }
        return count
    }

    /// The dimensions of some pieces, ascending.
    static func dimensions(of pieces: ContiguousArray<Domain>) -> [Int] {
        pieces.withUnsafeBufferPointer { pieces in
            var found: Set<Int> = []
            var last = 0
            for piece in pieces.indices where pieces[piece].dimension != last {
                last = pieces[piece].dimension
                found.insert(last)
            }
            return found.sorted()
        }
    }
}

extension BoxOrder {
    /// Numbers the pieces in the order in which their rectangles come; the old number of each new one, and its volume.
    ///
    /// - Parameter count: the number of all pieces.
    func numberAnew(_ count: Int) -> (order: ContiguousArray<Int32>, volumes: ContiguousArray<Int>) {
        var order: ContiguousArray<Int32> = []
        var volumes: ContiguousArray<Int> = []
        order.reserveCapacity(min(count, self.count))
        volumes.reserveCapacity(min(count, self.count))
        var new = ContiguousArray<Int32>(repeating: -1, count: count)
        for place in 0 ..< self.count {
            let old = Int(numbers[place])
            if new[old] < 0 {
                new[old] = Int32(truncatingIfNeeded: order.count)
                order.append(Int32(truncatingIfNeeded: old))
                volumes.append(0)
            }
            numbers[place] = new[old]
            volumes[Int(new[old])] &+= volume(place)
        }
        return (order, volumes)
    }

    /// The number of points of a rectangle of a domain, which is an `Int`.
    @inline(__always)
    func volume(_ place: Int) -> Int {
        let box = corners + 2 &* dimension &* place
        var volume = 1
        for axis in 0 ..< dimension { volume &*= box[dimension &+ axis] &- box[axis] &+ 1 }
        return volume
    }
}
