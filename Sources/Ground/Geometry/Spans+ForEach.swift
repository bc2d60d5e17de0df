extension Spans {
    /// Calls `body` with each point, in the order of `for … in`, from loops that are nested as the rectangles are.
    ///
    /// Inlined with its body it is as fast as hand-written loops for one and two axes: the row is a counted loop, which the
    /// compiler vectorises. With three axes it does not yet.
    @inlinable @inline(__always)
    public func forEach(_ body: (Point<N>) throws -> Void) rethrows {
        for index in 0 ..< rectCount {
            let box = self[index]
            if box.isEmpty { continue }
            var point = box.lo
            repeat {
                var i = box.lo[N &- 1]
                let end = box.hi[N &- 1] &+ 1
                while i < end {
                    var inner = point
                    inner[N &- 1] = i
                    try body(inner)
                    i &+= 1
                }
            } while box.nextRow(&point)
        }
    }
}

extension Rect {
    /// Moves `point` to the next row; false after the last.
    @inlinable @inline(__always)
    func nextRow(_ point: inout Point<N>) -> Bool {
        var axis = N &- 2
        while axis >= 0 {
            if point[axis] < hi[axis] {
                point[axis] &+= 1
                return true
            }
            point[axis] = lo[axis]
            axis &-= 1
        }
        return false
    }
}
