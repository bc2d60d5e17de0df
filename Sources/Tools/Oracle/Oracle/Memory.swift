/// The data of all regions: for each region, field and point, the bits, and which step wrote them last.
final class Memory {
    /// By region, then field.
    private(set) var elements: [[[Spot: UInt64]]]
    private(set) var writers: [[[Spot: Int]]]
    /// The points that some launch declared to write, in program order.
    var written: [[Set<Spot>]]
    /// The points whose data went with an array: what they hold is not known until all of it is written again.
    var unknown: [[Set<Spot>]]
    /// The points that a running task discards and nobody has written since.
    private var undefined: [[Set<Spot>]]
    /// The arrays by number, those that were detached too.
    var arrays: [Int: ArrayState] = [:]
    /// The fields of the table by number, those that were freed too.
    var columns: [Int: ColumnState] = [:]
    /// The regions that are no more.
    var endings: [Int: Ending] = [:]
    /// The barriers at which a launch has arrived.
    var arrivals: Set<Int> = []
    /// The step that is running.
    var step = 0

    /// How a region ended.
    enum Ending {
        /// Naming it is an error.
        case destroyed
        /// Nobody can name it.
        case dropped
    }

    init(_ program: RandomProgram) {
        let fields = RandomProgram.fieldNames.count
        elements = program.regions.map { _ in Array(repeating: [:], count: fields) }
        writers = program.regions.map { _ in Array(repeating: [:], count: fields) }
        written = program.regions.map { _ in Array(repeating: [], count: fields) }
        unknown = written
        undefined = written
        for (region, shape) in program.regions.enumerated() {
            for field in shape.firstFields {
                for spot in shape.spots { elements[region][field][spot] = shape.element(field, spot) }
                written[region][field] = Set(shape.spots)
            }
        }
    }

    /// A copy of its own.
    init(_ other: Memory) {
        elements = other.elements
        writers = other.writers
        written = other.written
        unknown = other.unknown
        undefined = other.undefined
        arrays = other.arrays
        columns = other.columns
        endings = other.endings
        arrivals = other.arrivals
    }

    /// The bits at a point; zeros where nothing was written.
    func load(_ region: Int, _ field: Int, _ spot: Spot) -> UInt64 { elements[region][field][spot] ?? 0 }

    /// Writes the bits at a point.
    func store(_ bits: UInt64, _ region: Int, _ field: Int, _ spot: Spot) {
        elements[region][field][spot] = bits
        writers[region][field][spot] = step
        undefined[region][field].remove(spot)
    }

    /// From here on nobody knows what the points hold, until they are written.
    func discard(_ region: Int, _ field: Int, _ spots: Spots) { undefined[region][field].formUnion(spots) }

    /// True when no task has left any of the points as it discarded them.
    func isDefined(_ region: Int, _ field: Int, _ spots: Spots) -> Bool { undefined[region][field].isDisjoint(with: spots) }
}

/// Some points of a region: what one task gets for one argument.
struct Held {
    var region: Int
    var spots: Spots
    /// The number of the piece in what was divided.
    var piece = 0
    /// What the task may do with it.
    var grant: Argument?
}

/// What a running task can name: its arguments, and the results of steps before it.
struct Scope {
    /// Nil for the main task, which may name everything.
    var held: [Held]?
    /// One value a point; a single task has one.
    var results: [Int: [Double]] = [:]

    var isMain: Bool { held == nil }
}

/// A task's view of the oracle's memory. Contributions go to accumulators of their own, one for each column.
struct OracleView: TaskView {
    let memory: Memory
    let columns: [(held: Held, field: Int)]
    var accumulators: [(column: Int, fold: Fold, elements: [Spot: UInt64])] = []

    init(_ memory: Memory, _ launch: Launch, _ pieces: [Held]) {
        self.memory = memory
        columns = zip(launch.arguments, pieces).flatMap { argument, held in argument.fields.map { (held, $0) } }
    }

    func read(_ column: Int, _ visit: (Spot, UInt64) -> Void) {
        let (held, field) = columns[column]
        for spot in held.spots { visit(spot, memory.load(held.region, field, spot)) }
    }

    mutating func update(_ column: Int, _ change: (Spot, UInt64) -> UInt64) {
        let (held, field) = columns[column]
        for spot in held.spots { memory.store(change(spot, memory.load(held.region, field, spot)), held.region, field, spot) }
    }

    mutating func write(_ column: Int, _ value: (Spot) -> UInt64?) {
        let (held, field) = columns[column]
        for spot in held.spots {
            if let bits = value(spot) { memory.store(bits, held.region, field, spot) }
        }
    }

    mutating func discard(_ column: Int, _ value: (Spot) -> UInt64) { write(column, value) }

    mutating func fold(_ column: Int, _ fold: Fold, _ value: (Spot, UInt64) -> UInt64) {
        let (held, field) = columns[column]
        let isFloating = RandomProgram.isFloating(field)
        var elements: [Spot: UInt64] = [:]
        for spot in held.spots {
            var element = fold.identity(isFloating: isFloating)
            for turn: UInt64 in 0 ..< 2 { element = fold.combine(element, value(spot, turn), isFloating: isFloating) }
            elements[spot] = element
        }
        accumulators.append((column, fold, elements))
    }

    /// Folds the accumulators into the data, in the order of the columns.
    func foldAccumulators() {
        for (column, fold, elements) in accumulators {
            let (held, field) = columns[column]
            for spot in held.spots {
                let old = memory.load(held.region, field, spot)
                let new = fold.combine(old, elements[spot]!, isFloating: RandomProgram.isFloating(field))
                memory.store(new, held.region, field, spot)
            }
        }
    }
}
