import Cohort

/// What each point of the grid carries.
@FieldSpace
struct Cell {
    var input: Double
    var output: Double
}

/// The star of radius 2: a discrete divergence. Every weight is a power of two, so all sums of the checks are exact.
enum Star {
    static let radius = 2
    static let near = 0.25
    static let far = 0.125
    /// Operations at a point: a multiplication and an addition for each of 9 weights, and the increment.
    static let operationCount = 2 * (4 * radius + 1) + 1
}

/// Adds the star's sum over `input`, given with a rim of 2 points, to `output`.
@Task
func applyStar(_ input: borrowing Field<Double, 2>, _ output: inout Field<Double, 2>) {
    for p in output.domain {
        var sum = output[p]
        sum += -Star.far * input[p + (-2, 0)]
        sum += -Star.near * input[p + (-1, 0)]
        sum += 0 * input[p]
        sum += Star.near * input[p + (1, 0)]
        sum += Star.far * input[p + (2, 0)]
        sum += -Star.far * input[p + (0, -2)]
        sum += -Star.near * input[p + (0, -1)]
        sum += Star.near * input[p + (0, 1)]
        sum += Star.far * input[p + (0, 2)]
        output[p] = sum
    }
}

/// Adds 1 everywhere.
@Task
func increment(_ input: inout Field<Double, 2>) {
    for p in input.domain { input[p] += 1 }
}

/// Sets `input` to x + y.
@Task
func slope(_ input: inout Discard<Double, 2>) {
    for p in input.domain { input[p] = Double(p[0] + p[1]) }
}

/// The grid in tiles.
///
///     whole grid        ┌───────────────┐  `owned` cuts all of it: tiles on the edge have the border too, 2 points wide
///                       │ ┌─────┬─────┐ │
///     interior tiles    │ │  ╔══╪══╗  │ │  `tiles` cuts the interior
///     and their halos   │ ├──╫──┼──╫──┤ │
///                       │ │  ╚══╪══╝  │ │  `halos` has each interior tile grown by 2: halos overlap
///                       │ └─────┴─────┘ │
///                       └───────────────┘
struct Grid {
    let shape: Shape
    let cells: Region<Cell, 2>
    let tiles: Partition<Cell, 2>
    let halos: Partition<Cell, 2>
    let owned: Partition<Cell, 2>

    init(_ shape: Shape) {
        self.shape = shape
        cells = Region(0 ..< shape.height, 0 ..< shape.width, named: "grid")
        tiles = cells.partitioned(pieces: shape.tiles)
        halos = cells.partitioned(pieces: shape.tiles.map { $0.grown(by: Star.radius) })
        owned = cells.partitioned(pieces: shape.tiles.map(shape.withBorder))
    }

    /// One step: two launches, each of one task for every tile.
    func step() {
        applyStar(halos.input, &tiles.output)
        increment(&owned.input)
    }
}
