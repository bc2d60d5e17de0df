import Cohort

/// Temperatures at even and odd time steps: each step reads one field and writes the other.
@FieldSpace
struct Temperature {
    var even: Double
    var odd: Double
}

/// One step of one tile: reads it with a rim of one point, and returns the largest change.
@Task
func spread(_ old: borrowing Field<Double, 2>, _ new: inout Discard<Double, 2>) -> Double {
    var change = 0.0
    for p in new.domain {
        let here = old[p]
        let sum = old[p + (-1, 0)] + old[p + (1, 0)] + old[p + (0, -1)] + old[p + (0, 1)]
        let value = here + Diffusion.rate * (sum - 4 * here)
        new[p] = value
        let step = abs(value - here)
        change = step > change ? step : change
    }
    return change
}

enum Diffusion {
    /// Below ¼, so that the steps are stable.
    static let rate = 0.2
    /// The top edge is hot, the others are cold.
    static let edge = 100.0
}

/// The plate as a region: points `1 ... size` on each axis within an edge of one point that never changes.
struct TiledPlate {
    private let plate: Region<Temperature, 2>
    private let tiles: Partition<Temperature, 2>
    /// Each tile and the points next to it: they overlap.
    private let halos: Partition<Temperature, 2>
    private let top: Region<Temperature, 2>

    /// Square tiles of ⌈size / tiles⌉ points a side.
    init(size: Int, tiles count: Int) {
        plate = Region(0 ..< size + 2, 0 ..< size + 2, named: "plate")
        let width = (size + count - 1) / count
        let across = (size + width - 1) / width
        top = plate.partitioned(pieces: [Rect<2>(0 ..< 1, 0 ..< size + 2)])[0]
        let inner = plate.partitioned(pieces: [Rect<2>(1 ..< size + 1, 1 ..< size + 1)])[0]
        tiles = inner.blocked(by: width)
        // Tile c begins at 1 + width·c; its halo one point before, and ends one point behind. The region clips the last ones.
        let extent = 0 ... width + 1
        halos = plate.partitioned(
            restricting: (0 ..< across, 0 ..< across), stride: (width, width), extent: (extent, extent))
    }

    /// Sets the start: everything cold but the top edge.
    func warm() {
        plate.even.fill(0)
        plate.odd.fill(0)
        top.even.fill(Diffusion.edge)
        top.odd.fill(Diffusion.edge)
    }

    /// Launches all steps without waiting for any; the result is the largest change in the last.
    func run(steps: Int) -> Future<Double> {
        var change = Future(0.0)
        for step in 0 ..< steps {
            let changes = step.isMultiple(of: 2) ? spread(halos.even, &tiles.odd) : spread(halos.odd, &tiles.even)
            if step == steps - 1 { change = changes.max() }
        }
        return change
    }

    /// All points, row by row.
    func temperatures(afterSteps steps: Int) async throws -> [Double] {
        try await steps.isMultiple(of: 2) ? plate.even.values() : plate.odd.values()
    }
}
