import CohortSimulation
import Glibc
import Synchronization

@testable import Cohort

/// Says that something has happened; who looks for it gives up after two seconds.
final class Signal: Sendable {
    private let count = Atomic<Int>(0)

    init() {}

    /// Raised from the start where launches run their tasks before they return.
    init(raisedIn world: World) { if world.options.order != .parallel { raise() } }

    func raise() { count.wrappingAdd(1, ordering: .sequentiallyConsistent) }

    func comes(_ times: Int = 1) -> Bool {
        for _ in 0 ..< 20_000 {
            if count.load(ordering: .sequentiallyConsistent) >= times { return true }
            // Where threads take turns, nothing comes while this one keeps its own.
            Turns.yield()
            usleep(100)
        }
        return false
    }
}

/// Writes a field when the signal has come; whether it came.
@discardableResult
func write(
    _ field: RegionField<Int, 1>, after signal: Signal? = nil, _ element: @escaping (Int) -> Int
) -> Future<Bool> {
    let builder = LaunchBuilder("write", nil, file: #fileID, line: #line)
    builder.field(field, .discard)
    builder.run { frame in
        let came = signal?.comes() ?? true
        var field = Field<Int, 1>(frame, 0)
        for point in field.domain { field[point] = element(point[0]) }
        frame.finish(with: came)
    }
    return builder.single()
}
