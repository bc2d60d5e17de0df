import Cohort
import CohortGeometry

extension Spot {
    init<let N: Int>(_ point: Point<N>) { self.init(point[0], N > 1 ? point[N - 1] : 0) }
}

/// A task's view of its real columns, through the accessors that a user's task would have.
struct FrameView: TaskView {
    let frame: TaskFrame
    let columns: [Column]

    /// A column's dimension and what it holds.
    struct Column {
        var dimension: Int
        var kind: FieldKind
        /// Whether its accessor walks any layout.
        var isStrided = false
    }

    init(_ frame: TaskFrame, _ columns: [Column]) {
        self.frame = frame
        self.columns = columns
    }

    /// Elements as bits.
    protocol Element: Sendable {
        init(bits: UInt64)
        var bits: UInt64 { get }
    }

    /// Numbers as bits.
    protocol Number: Element, Bounded, Numeric {}

    func read(_ column: Int, _ visit: (Spot, UInt64) -> Void) {
        switch columns[column].kind {
        case .integer: read(column, Int64.self, visit)
        case .floating: read(column, Double.self, visit)
        case .pointer: read(column, Int.self, visit)
        case .place: read(column, Point<2>.self, visit)
        case .range: read(column, Rect<1>.self, visit)
        case .text: read(column, String.self, visit)
        }
    }

    private func read<E: Element>(_ column: Int, _ type: E.Type, _ visit: (Spot, UInt64) -> Void) {
        switch (columns[column].dimension, columns[column].isStrided) {
        case (1, false): Self.read(Field<E, 1>(frame, column), visit)
        case (1, true): Self.read(StridedField<E, 1>(frame, column), visit)
        case (_, false): Self.read(Field<E, 2>(frame, column), visit)
        case (_, true): Self.read(StridedField<E, 2>(frame, column), visit)
        }
    }

    func update(_ column: Int, _ change: (Spot, UInt64) -> UInt64) {
        switch columns[column].kind {
        case .integer: update(column, Int64.self, change)
        case .floating: update(column, Double.self, change)
        case .pointer: update(column, Int.self, change)
        case .place: update(column, Point<2>.self, change)
        case .range: update(column, Rect<1>.self, change)
        case .text: update(column, String.self, change)
        }
    }

    private func update<E: Element>(_ column: Int, _ type: E.Type, _ change: (Spot, UInt64) -> UInt64) {
        switch (columns[column].dimension, columns[column].isStrided) {
        case (1, false): Self.update(Field<E, 1>(frame, column), change)
        case (1, true): Self.update(StridedField<E, 1>(frame, column), change)
        case (_, false): Self.update(Field<E, 2>(frame, column), change)
        case (_, true): Self.update(StridedField<E, 2>(frame, column), change)
        }
    }

    func write(_ column: Int, _ value: (Spot) -> UInt64?) {
        switch columns[column].kind {
        case .integer: write(column, Int64.self, value)
        case .floating: write(column, Double.self, value)
        case .pointer: write(column, Int.self, value)
        case .place: write(column, Point<2>.self, value)
        case .range: write(column, Rect<1>.self, value)
        case .text: write(column, String.self, value)
        }
    }

    private func write<E: Element>(_ column: Int, _ type: E.Type, _ value: (Spot) -> UInt64?) {
        switch (columns[column].dimension, columns[column].isStrided) {
        case (1, false): Self.write(Write<E, 1>(frame, column), value)
        case (1, true): Self.write(StridedWrite<E, 1>(frame, column), value)
        case (_, false): Self.write(Write<E, 2>(frame, column), value)
        case (_, true): Self.write(StridedWrite<E, 2>(frame, column), value)
        }
    }

    func discard(_ column: Int, _ value: (Spot) -> UInt64) {
        switch columns[column].kind {
        case .integer: discard(column, Int64.self, value)
        case .floating: discard(column, Double.self, value)
        case .pointer: discard(column, Int.self, value)
        case .place: discard(column, Point<2>.self, value)
        case .range: discard(column, Rect<1>.self, value)
        case .text: discard(column, String.self, value)
        }
    }

    private func discard<E: Element>(_ column: Int, _ type: E.Type, _ value: (Spot) -> UInt64) {
        switch (columns[column].dimension, columns[column].isStrided) {
        case (1, false): Self.discard(Discard<E, 1>(frame, column), value)
        case (1, true): Self.discard(StridedDiscard<E, 1>(frame, column), value)
        case (_, false): Self.discard(Discard<E, 2>(frame, column), value)
        case (_, true): Self.discard(StridedDiscard<E, 2>(frame, column), value)
        }
    }

    func fold(_ column: Int, _ fold: Fold, _ value: (Spot, UInt64) -> UInt64) {
        if columns[column].kind == .floating {
            self.fold(column, Double.self, fold, value)
        } else {
            self.fold(column, Int64.self, fold, value)
        }
    }

    private func fold<N: Number>(
        _ column: Int, _ type: N.Type, _ fold: Fold, _ value: (Spot, UInt64) -> UInt64
    ) {
        switch fold {
        case .sum: reduce(column, Sum<N>.self, value)
        case .product: reduce(column, Product<N>.self, value)
        case .minimum: reduce(column, Minimum<N>.self, value)
        case .maximum: reduce(column, Maximum<N>.self, value)
        }
    }
}

extension FrameView {
    static func read<E: Element, let N: Int>(_ field: borrowing Field<E, N>, _ visit: (Spot, UInt64) -> Void) {
        for point in field.domain { visit(Spot(point), field[point].bits) }
    }

    static func update<E: Element, let N: Int>(_ field: consuming Field<E, N>, _ change: (Spot, UInt64) -> UInt64) {
        for point in field.domain { field[point] = E(bits: change(Spot(point), field[point].bits)) }
    }

    static func write<E: Element, let N: Int>(_ field: consuming Write<E, N>, _ value: (Spot) -> UInt64?) {
        for point in field.domain {
            if let bits = value(Spot(point)) { field[point] = E(bits: bits) }
        }
    }

    static func discard<E: Element, let N: Int>(_ field: consuming Discard<E, N>, _ value: (Spot) -> UInt64) {
        for point in field.domain { field[point] = E(bits: value(Spot(point))) }
    }

    private func reduce<Operator: ReductionOperator>(
        _ column: Int, _ type: Operator.Type, _ value: (Spot, UInt64) -> UInt64
    ) where Operator.Element: Element {
        switch (columns[column].dimension, columns[column].isStrided) {
        case (1, false): fold(Reduce<Operator, 1>(frame, column), value)
        case (1, true): fold(StridedReduce<Operator, 1>(frame, column), value)
        case (_, false): fold(Reduce<Operator, 2>(frame, column), value)
        case (_, true): fold(StridedReduce<Operator, 2>(frame, column), value)
        }
    }

    func fold<Operator: ReductionOperator, let N: Int>(
        _ sums: consuming Reduce<Operator, N>, _ value: (Spot, UInt64) -> UInt64
    ) where Operator.Element: Element {
        for turn: UInt64 in 0 ..< 2 {
            for point in sums.domain { sums.fold(Operator.Element(bits: value(Spot(point), turn)), at: point) }
        }
    }
}

extension Int64: FrameView.Number {
    init(bits: UInt64) { self.init(bitPattern: bits) }
    var bits: UInt64 { UInt64(bitPattern: self) }
}

extension Double: FrameView.Number {
    init(bits: UInt64) { self.init(bitPattern: bits) }
    var bits: UInt64 { bitPattern }
}

extension Int: FrameView.Element {
    init(bits: UInt64) { self.init(bitPattern: UInt(bits)) }
    var bits: UInt64 { UInt64(bitPattern: Int64(self)) }
}

extension Point<2>: FrameView.Element {
    init(bits: UInt64) { self.init(Pair(bits: bits).first, Pair(bits: bits).second) }
    var bits: UInt64 { Pair(self[0], self[1]).bits }
}

extension Rect<1>: FrameView.Element {
    init(bits: UInt64) { self.init(lo: Point(Pair(bits: bits).first), hi: Point(Pair(bits: bits).second)) }
    var bits: UInt64 { Pair(lo[0], hi[0]).bits }
}

extension String: FrameView.Element {
    /// Empty for 0, which is what elements are at first.
    init(bits: UInt64) { self = bits == 0 ? "" : String(bits) }
    var bits: UInt64 { UInt64(self) ?? 0 }
}
