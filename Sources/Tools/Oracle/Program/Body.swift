/// A task's data, as its body sees them: columns are numbered over the fields of all arguments.
protocol TaskView {
    /// Visits every element.
    func read(_ column: Int, _ visit: (Spot, UInt64) -> Void)
    /// Replaces every element.
    mutating func update(_ column: Int, _ change: (Spot, UInt64) -> UInt64)
    /// Writes the elements for which there is a value.
    mutating func write(_ column: Int, _ value: (Spot) -> UInt64?)
    /// Writes every element.
    mutating func discard(_ column: Int, _ value: (Spot) -> UInt64)
    /// Folds into every element, twice.
    mutating func fold(_ column: Int, _ fold: Fold, _ value: (Spot, _ turn: UInt64) -> UInt64)
}

/// What every task computes: all it writes depends on all it reads, on its values, its point and the step's number.
enum Body {
    /// Runs the task of one point; returns its result.
    static func run(_ label: Int, _ launch: Launch, point: Int, values: [Double], _ view: inout some TaskView) -> Double {
        var word = start(label, point, values)
        forEachColumn(launch) { column, field, use in
            guard use.reads else { return }
            var sum: UInt64 = 0  // no order among the points
            view.read(column) { spot, bits in sum &+= mix(bits, spot.bits) }
            word = mix(word, sum)
        }
        let seen = word
        forEachColumn(launch) { column, field, use in
            let kind = RandomProgram.kind(field)
            let salt = mix(seen, UInt64(column))
            switch use {
            case .read: return
            case .readWrite: view.update(column) { changed($1, mix(salt, $0.bits), kind, reach: salt) }
            case .write: view.write(column) { $0.bits & 3 == 0 ? nil : kind.element(mix(salt, $0.bits), reach: salt) }
            case .discard: view.discard(column) { kind.element(mix(salt, $0.bits), reach: salt) }
            case .reduce(let fold):
                view.fold(column, fold) { fold.contribution(mix(mix(salt, $1), $0.bits), isFloating: kind == .floating) }
            }
        }
        return Numbers.floating(seen)
    }

    /// The result of a task that only launches others.
    static func result(_ label: Int, point: Int, values: [Double], children: [Double]) -> Double {
        Numbers.floating(children.reduce(start(label, point, values)) { mix($0, $1.bitPattern) })
    }

    /// Whether a result is a lucky one.
    static func isLucky(_ value: Double) -> Bool { mix(value.bitPattern, 7) & 1 == 0 }

    private static func start(_ label: Int, _ point: Int, _ values: [Double]) -> UInt64 {
        values.reduce(mix(UInt64(label), UInt64(point))) { mix($0, $1.bitPattern) }
    }

    private static func forEachColumn(_ launch: Launch, _ visit: (_ column: Int, _ field: Int, Use) -> Void) {
        var column = 0
        for argument in launch.arguments {
            for field in argument.fields {
                visit(column, field, argument.use)
                column += 1
            }
        }
    }

    private static func changed(_ old: UInt64, _ bits: UInt64, _ kind: FieldKind, reach: UInt64) -> UInt64 {
        switch kind {
        case .floating: (Double(bitPattern: old) * 0.75 + Numbers.floating(bits)).bitPattern
        case .integer: (old &* 31 &+ bits) & 0xFF_FFFF_FFFF
        case .pointer, .place, .range, .text: kind.element(mix(old, bits), reach: reach)
        }
    }
}
