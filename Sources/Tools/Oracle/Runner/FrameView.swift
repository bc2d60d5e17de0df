import Cohort
import CohortGeometry

extension Spot {
    init<let N: Int>(_ point: Point<N>) { self.init(point[0], N > 1 ? point[N - 1] : 0) }
}

/// A task's view of its real columns, through the accessors that a user's task would have.
struct FrameView: TaskView {
    let frame: TaskFrame
    let columns: [Column]

    /// A column's dimension and element type.
    struct Column {
        var dimension: Int
        var isFloating: Bool
    }

    init(_ frame: TaskFrame, _ columns: [Column]) {
        self.frame = frame
        self.columns = columns
    }

    /// Elements as bits.
    protocol Element: BitwiseCopyable, Bounded, Numeric {
        init(bits: UInt64)
        var bits: UInt64 { get }
    }

    func read(_ column: Int, _ visit: (Spot, UInt64) -> Void) {
        switch (columns[column].dimension, columns[column].isFloating) {
        case (1, false): read(Field<Int64, 1>(frame, column), visit)
        case (1, true): read(Field<Double, 1>(frame, column), visit)
        case (_, false): read(Field<Int64, 2>(frame, column), visit)
        case (_, true): read(Field<Double, 2>(frame, column), visit)
        }
    }

    func update(_ column: Int, _ change: (Spot, UInt64) -> UInt64) {
        switch (columns[column].dimension, columns[column].isFloating) {
        case (1, false): update(Field<Int64, 1>(frame, column), change)
        case (1, true): update(Field<Double, 1>(frame, column), change)
        case (_, false): update(Field<Int64, 2>(frame, column), change)
        case (_, true): update(Field<Double, 2>(frame, column), change)
        }
    }

    func write(_ column: Int, _ value: (Spot) -> UInt64?) {
        switch (columns[column].dimension, columns[column].isFloating) {
        case (1, false): write(Write<Int64, 1>(frame, column), value)
        case (1, true): write(Write<Double, 1>(frame, column), value)
        case (_, false): write(Write<Int64, 2>(frame, column), value)
        case (_, true): write(Write<Double, 2>(frame, column), value)
        }
    }

    func discard(_ column: Int, _ value: (Spot) -> UInt64) {
        switch (columns[column].dimension, columns[column].isFloating) {
        case (1, false): discard(Discard<Int64, 1>(frame, column), value)
        case (1, true): discard(Discard<Double, 1>(frame, column), value)
        case (_, false): discard(Discard<Int64, 2>(frame, column), value)
        case (_, true): discard(Discard<Double, 2>(frame, column), value)
        }
    }

    func fold(_ column: Int, _ fold: Fold, _ value: (Spot, UInt64) -> UInt64) {
        if columns[column].isFloating {
            self.fold(column, Double.self, fold, value)
        } else {
            self.fold(column, Int64.self, fold, value)
        }
    }

    private func fold<Number: Element>(
        _ column: Int, _ type: Number.Type, _ fold: Fold, _ value: (Spot, UInt64) -> UInt64
    ) {
        switch fold {
        case .sum: reduce(column, Sum<Number>.self, value)
        case .product: reduce(column, Product<Number>.self, value)
        case .minimum: reduce(column, Minimum<Number>.self, value)
        case .maximum: reduce(column, Maximum<Number>.self, value)
        }
    }
}

extension FrameView {
    private func read<E: Element, let N: Int>(_ field: borrowing Field<E, N>, _ visit: (Spot, UInt64) -> Void) {
        for point in field.domain { visit(Spot(point), field[point].bits) }
    }

    private func update<E: Element, let N: Int>(_ field: consuming Field<E, N>, _ change: (Spot, UInt64) -> UInt64) {
        for point in field.domain { field[point] = E(bits: change(Spot(point), field[point].bits)) }
    }

    private func write<E: Element, let N: Int>(_ field: consuming Write<E, N>, _ value: (Spot) -> UInt64?) {
        for point in field.domain {
            if let bits = value(Spot(point)) { field[point] = E(bits: bits) }
        }
    }

    private func discard<E: Element, let N: Int>(_ field: consuming Discard<E, N>, _ value: (Spot) -> UInt64) {
        for point in field.domain { field[point] = E(bits: value(Spot(point))) }
    }

    private func reduce<Operator: ReductionOperator>(
        _ column: Int, _ type: Operator.Type, _ value: (Spot, UInt64) -> UInt64
    ) where Operator.Element: Element {
        if columns[column].dimension == 1 {
            fold(Reduce<Operator, 1>(frame, column), value)
        } else {
            fold(Reduce<Operator, 2>(frame, column), value)
        }
    }

    private func fold<Operator: ReductionOperator, let N: Int>(
        _ sums: consuming Reduce<Operator, N>, _ value: (Spot, UInt64) -> UInt64
    ) where Operator.Element: Element {
        for turn: UInt64 in 0 ..< 2 {
            for point in sums.domain { sums.fold(Operator.Element(bits: value(Spot(point), turn)), at: point) }
        }
    }
}

extension Int64: FrameView.Element {
    init(bits: UInt64) { self.init(bitPattern: bits) }
    var bits: UInt64 { UInt64(bitPattern: self) }
}

extension Double: FrameView.Element {
    init(bits: UInt64) { self.init(bitPattern: bits) }
    var bits: UInt64 { bitPattern }
}
