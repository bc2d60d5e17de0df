import CCopying

/// One box of a pair of layouts, reduced to what matters for speed: where it begins, and as few axes as will do.
///
///     box 4 × 6 × 8 of elements of 4 bytes     axes (extent, source, target)        what is left
///     both dense                               (4, 192, 192) (6, 32, 32) (8, 4, 4)  768 bytes together
///     six rows out of a pitch of 64            (4, 384, 192) (6, 64, 32) (8, 4, 4)  24 times 32 bytes: (24, 64, 32)
///     transposed                               (4, 4, 192) …                        no two axes follow each other
///
/// Axes of one element go, axes that run backwards in the target turn round, and an axis that continues the one inside it on
/// both sides becomes one with it.
struct BoxWalk {
    private(set) var target: UnsafeMutableRawPointer
    private(set) var source: UnsafeMutableRawPointer
    /// The bytes that lie together on both sides, from `target` and `source` on.
    private(set) var byteCount: Int
    /// From the farthest apart in the target to the closest.
    private(set) var axes: Slice<UnsafeMutableBufferPointer<CopyAxis>>

    /// Nil when the box is empty. `room` holds as many axes as the pair has.
    init?(_ pair: AffinePair, _ corners: UnsafePointer<Int>, in room: UnsafeMutableBufferPointer<CopyAxis>) {
        let dimension = pair.dimension
        target = pair.target.address(corners)
        source = pair.source.address(corners)
        byteCount = pair.elementByteCount
        axes = room[..<0]
        for number in pair.order {
            let axis =
                number == dimension
                ? pair.fields : pair.axis(number, from: corners[number], to: corners[dimension + number])
            if axis.extent <= 0 { return nil }
            if axis.extent > 1 { add(axis, room) }
        }
    }

    private mutating func add(_ new: CopyAxis, _ room: UnsafeMutableBufferPointer<CopyAxis>) {
        var axis = new
        if axis.target < 0 {
            target += (axis.extent - 1) &* axis.target
            source += (axis.extent - 1) &* axis.source
            axis.target = -axis.target
            axis.source = -axis.source
        }
        if let last = axes.last, last.target == axis.target &* axis.extent, last.source == axis.source &* axis.extent {
            axis.extent *= last.extent
            axes[axes.endIndex - 1] = axis
        } else {
            room.initializeElement(at: axes.endIndex, to: axis)
            axes = room[..<(axes.endIndex + 1)]
        }
    }

    /// Takes the last axis, if its elements follow one another on both sides, for one larger element.
    mutating func joinElements() {
        guard let last = axes.last, last.target == byteCount, last.source == byteCount else { return }
        byteCount *= last.extent
        axes.removeLast()
    }

    /// Moves the axis that is closest in the source to the place before the last, so that the last two are a plane in which
    /// either side has its closest axis. False when one axis is the closest on both sides.
    mutating func choosePlane() {
        let inner = axes.endIndex - 1
        guard let closest = axes.indices.min(by: { abs(axes[$0].source) < abs(axes[$1].source) }), closest < inner - 1 else {
            return
        }
        let axis = axes[closest]
        for index in closest ..< inner - 1 { axes[index] = axes[index + 1] }
        axes[inner - 1] = axis
    }

    /// Calls `body` with the first element of target and source at each place of the axes before `end`.
    func forEach(before end: Int, _ body: (UnsafeMutableRawPointer, UnsafeMutableRawPointer) -> Void) {
        visit(0, end, target, source, body)
    }

    private func visit(
        _ index: Int, _ end: Int, _ target: UnsafeMutableRawPointer, _ source: UnsafeMutableRawPointer,
        _ body: (UnsafeMutableRawPointer, UnsafeMutableRawPointer) -> Void
    ) {
        if index >= end { return body(target, source) }
        let axis = axes[index]
        for place in 0 ..< axis.extent {
            visit(index + 1, end, target + place &* axis.target, source + place &* axis.source, body)
        }
    }
}
