/// Room for the quantities of one zone's corners and sides while a kernel works on it.
///
/// A kernel runs in three moves: the loop *gathers* what the zone reads into the scratch, `ZoneKernels` computes, and the
/// loop *scatters* what the scratch then holds. So the kernels know nothing of how a program stores its fields, and the
/// sequential loops and the tasks share them.
///
/// Each column has one slot before corner 0, which repeats the last corner, and one after the last, which repeats corner 0:
/// neighbours are found at k - 1 and k + 1 without a test. The offsets are constants, so that once a kernel is inlined for
/// a known number of sides, the compiler sees that no two columns overlap and keeps what it can in registers.
@frozen
public struct ZoneScratch {
    @usableFromInline let base: UnsafeMutablePointer<Double>
    /// Slots of a column of doubles: the corners and one at either end.
    @inlinable @inline(__always) static var slots: Int { 10 }

    /// Scratch over memory of the caller.
    ///
    /// SAFETY: the caller keeps `base` valid for `capacity` doubles as long as the scratch is in use.
    @inlinable @inline(__always)
    init(base: UnsafeMutablePointer<Double>) { self.base = base }

    /// The doubles that a scratch takes.
    @inlinable @inline(__always) static var capacity: Int { 18 * slots }

    /// Runs `body` with a scratch on the stack.
    @inlinable @inline(__always)
    public static func with<Result, Failure: Error>(
        _ body: (ZoneScratch) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        // The closure's own error type is erased by the standard library's function, hence the detour over `Swift.Result`.
        let result: Swift.Result<Result, Failure> = withUnsafeTemporaryAllocation(of: Double.self, capacity: capacity) {
            buffer in
            buffer.initialize(repeating: 0)
            let scratch = ZoneScratch(base: buffer.baseAddress!)
            do throws(Failure) { return .success(try body(scratch)) } catch { return .failure(error) }
        }
        return try result.get()
    }

    @inlinable @inline(__always)
    func doubles(_ slot: Int) -> UnsafeMutablePointer<Double> { base + (slot * Self.slots + 1) }

    // SAFETY: a Vector2 is two doubles and nothing else, so the memory holds valid vectors whatever was written to it as
    // doubles; each column is only ever used with the one type below.
    @inlinable @inline(__always)
    func vectors(_ slot: Int) -> UnsafeMutablePointer<Vector2> {
        UnsafeMutableRawPointer(base + slot * Self.slots).assumingMemoryBound(to: Vector2.self) + 1
    }
}

// What the loop gathers before a kernel; corners 0 ..< sides, the kernels fill the slots at the ends.
extension ZoneScratch {
    /// The position of each corner's point: at the half step for the predictor, at the end for the corrector.
    @inlinable @inline(__always) public var position: UnsafeMutablePointer<Vector2> { vectors(0) }
    /// The velocity of each corner's point: at the start for the predictor, old plus new for the corrector.
    @inlinable @inline(__always) public var velocity: UnsafeMutablePointer<Vector2> { vectors(2) }
    /// The mass fraction of each side; predictor.
    @inlinable @inline(__always) public var fraction: UnsafeMutablePointer<Double> { doubles(16) }
    /// The radius of each corner's point at the half step; corrector.
    @inlinable @inline(__always) public var halfRadius: UnsafeMutablePointer<Double> { doubles(16) }
    /// The force of pressure and viscosity on each side: what the predictor leaves and the corrector reads.
    @inlinable @inline(__always) public var workingForce: UnsafeMutablePointer<Vector2> { vectors(4) }
}

// What the predictor leaves to be scattered.
extension ZoneScratch {
    /// The force of each corner on its point.
    @inlinable @inline(__always) public var force: UnsafeMutablePointer<Vector2> { vectors(6) }
    /// The mass of each corner for its point.
    @inlinable @inline(__always) public var mass: UnsafeMutablePointer<Double> { doubles(17) }
}

// Within a kernel.
extension ZoneScratch {
    /// The middle of each side.
    @inlinable @inline(__always) var midpoint: UnsafeMutablePointer<Vector2> { vectors(8) }
    /// The whole force on each side.
    @inlinable @inline(__always) var sideForce: UnsafeMutablePointer<Vector2> { vectors(10) }
    /// What each corner adds to the viscous force of the side that leaves it.
    @inlinable @inline(__always) var leaving: UnsafeMutablePointer<Vector2> { vectors(12) }
    /// The length of each side, and its area; these take the halves of one column of vectors.
    @inlinable @inline(__always) var edgeLength: UnsafeMutablePointer<Double> { doubles(14) }
    @inlinable @inline(__always) var area: UnsafeMutablePointer<Double> { doubles(15) }
    /// What each corner adds to the viscous force of the side that arrives; in the place of `force`, which is written later.
    @inlinable @inline(__always) var arriving: UnsafeMutablePointer<Vector2> { vectors(6) }
}
