import Cohort
import CohortGeometry

// Copies of a program, asked of the runtime.

extension Scene {
    /// Issues a copy; the future is that of the copy.
    @discardableResult
    func copy(_ operation: Operation, _ copy: Copy) -> Future<Void> {
        name(copy.launch)
        var future = Future<Void>(())
        issue(operation, copy.launch) { symbol in future = self.copy(CopyCall(scene: self, copy: copy, symbol: symbol)) }
        return future
    }

    private func copy(_ call: CopyCall) -> Future<Void> {
        let fields = call.copy.launch.arguments[0].fields
        if fields.count > 1 { return call.several() }
        return switch RandomProgram.kind(fields[0]) {
        case .integer: call.number(Cells.integers)
        case .floating: call.number(Cells.floats)
        case .pointer: call.plain { _ in \.p }
        case .place: call.plain { _ in \.q }
        case .range: call.plain { _ in \.r }
        case .text: call.plain { _ in \.s }
        }
    }
}

/// One call of a copy. Every combination of element, operator and dimensions is a call of its own to the compiler.
private struct CopyCall {
    let scene: Scene
    let copy: Copy
    let symbol: SymbolicPoint?

    private var skips: OutOfRange { copy.skips ? .skipped : .refused }

    private func dimension(_ argument: Int) -> Int { scene.area(copy.launch.arguments[argument].target, 0).dimension }

    private func place(_ argument: Int) -> any RegionArgument {
        scene.argument(copy.launch.arguments[argument].target, symbol)
    }

    private func field<E, let N: Int>(
        _ argument: Int, _ path: KeyPath<Cells, E>
    ) -> any FieldArgument<Column<E, N>> {
        switch place(argument) {
        case let region as Region<Cells, N>: region[dynamicMember: path]
        case let partition as Partition<Cells, N>: partition[dynamicMember: path]
        case let pieces as ProjectedRegion<Cells, N>: pieces[dynamicMember: path]
        default:
            // our bug: the generator heeds dimensions.
            preconditionFailure("a field of another dimension")
        }
    }

    // MARK: Several fields

    func several() -> Future<Void> {
        dimension(0) == 1 ? several(Axes<1>.self) : several(Axes<2>.self)
    }

    private func several<let N: Int>(_ axes: Axes<N>.Type) -> Future<Void> {
        // our bug: the generator heeds dimensions.
        let target = place(0) as! any RegionArgument<Rows<Cells, N>>
        let source = place(1) as! any RegionArgument<Rows<Cells, N>>  // our bug: as above.
        let names = { (argument: Int) in copy.launch.arguments[argument].fields.map { RandomProgram.fieldNames[$0] } }
        return several(target, source, names(1), names(0))
    }

    private func several<let N: Int>(
        _ target: some RegionArgument<Rows<Cells, N>>, _ source: some RegionArgument<Rows<Cells, N>>, _ from: [String],
        _ to: [String]
    ) -> Future<Void> {
        if from == ["a", "b"], to == from { return target.copy(from: source, fields: \.a, \.b) }
        return from == to ? target.copy(from: source, fields: from) : target.copy(from: source, fields: from, into: to)
    }

    // MARK: One field

    func number<E: FrameView.Number>(_ path: (Int) -> KeyPath<Cells, E>) -> Future<Void> {
        switch copy.fold {
        case nil: plain(path)
        case .sum: folded(Sum<E>.self, path)
        case .product: folded(Product<E>.self, path)
        case .minimum: folded(Minimum<E>.self, path)
        case .maximum: folded(Maximum<E>.self, path)
        }
    }

    func plain<E: FrameView.Element>(_ path: (Int) -> KeyPath<Cells, E>) -> Future<Void> {
        everyDimension(Plain<E>(), path)
    }

    private func folded<Operator: ReductionOperator>(
        _ type: Operator.Type, _ path: (Int) -> KeyPath<Cells, Operator.Element>
    ) -> Future<Void> where Operator.Element: FrameView.Element {
        everyDimension(Folding<Operator>(), path)
    }

    private func everyDimension<M: CopyMeans>(_ means: M, _ path: (Int) -> KeyPath<Cells, M.Element>) -> Future<Void> {
        switch (dimension(0), dimension(1)) {
        case (1, 1): call(means, path, \.p, \.p, Axes<1>.self, Axes<1>.self)
        case (1, _): call(means, path, \.p, \.q, Axes<1>.self, Axes<2>.self)
        case (_, 1): call(means, path, \.q, \.p, Axes<2>.self, Axes<1>.self)
        case (_, _): call(means, path, \.q, \.q, Axes<2>.self, Axes<2>.self)
        }
    }

    /// A copy to `N` from `O` dimensions, by pointers of types that lead there.
    private func call<M: CopyMeans, Target: PointerElement, Origin: PointerElement, let N: Int, let O: Int>(
        _ means: M, _ path: (Int) -> KeyPath<Cells, M.Element>, _ targets: KeyPath<Cells, Target>,
        _ origins: KeyPath<Cells, Origin>, _ to: Axes<N>.Type, _ from: Axes<O>.Type
    ) -> Future<Void> where Target: BitwiseCopyable, Target.Target == Places<N>, Origin.Target == Places<O> {
        let (own, other) = (path(copy.launch.arguments[0].fields[0]), path(copy.launch.arguments[1].fields[0]))
        let target: any FieldArgument<Column<M.Element, N>> = field(0, own)
        let source: any FieldArgument<Column<M.Element, O>> = field(1, other)
        switch copy.form {
        case .direct: return means.copy(target, field(1, other))
        case .gather: return means.gather(target, source, field(2, origins), skips)
        case .scatter: return means.scatter(target, source, field(2, targets), skips)
        case .both where dimension(2) == 1:
            return means.both(target, source, field(2, origins), field(3, targets), skips, Axes<1>.self)
        case .both: return means.both(target, source, field(2, origins), field(3, targets), skips, Axes<2>.self)
        }
    }
}

/// A number of dimensions.
private enum Axes<let N: Int> {}

/// Overwriting, or folding with an operator.
private protocol CopyMeans {
    associatedtype Element
    func copy<let N: Int>(
        _ to: some FieldArgument<Column<Element, N>>, _ from: some FieldArgument<Column<Element, N>>
    ) -> Future<Void>
    func gather<P: PointerElement, let N: Int, let O: Int>(
        _ to: some FieldArgument<Column<Element, N>>, _ from: some FieldArgument<Column<Element, O>>,
        _ at: some FieldArgument<Column<P, N>>, _ skips: OutOfRange
    ) -> Future<Void> where P.Target == Places<O>
    func scatter<P: PointerElement, let N: Int, let O: Int>(
        _ to: some FieldArgument<Column<Element, N>>, _ from: some FieldArgument<Column<Element, O>>,
        _ pointers: some FieldArgument<Column<P, O>>, _ skips: OutOfRange
    ) -> Future<Void> where P.Target == Places<N>
    func both<P: PointerElement, Q: PointerElement, let N: Int, let O: Int, let K: Int>(
        _ to: some FieldArgument<Column<Element, N>>, _ from: some FieldArgument<Column<Element, O>>,
        _ at: some FieldArgument<Column<P, K>>, _ pointers: some FieldArgument<Column<Q, K>>, _ skips: OutOfRange,
        _ axes: Axes<K>.Type
    ) -> Future<Void> where P.Target == Places<O>, Q.Target == Places<N>
}

private struct Plain<Element>: CopyMeans {
    func copy<let N: Int>(
        _ to: some FieldArgument<Column<Element, N>>, _ from: some FieldArgument<Column<Element, N>>
    ) -> Future<Void> {
        to.copy(from: from)
    }

    func gather<P: PointerElement, let N: Int, let O: Int>(
        _ to: some FieldArgument<Column<Element, N>>, _ from: some FieldArgument<Column<Element, O>>,
        _ at: some FieldArgument<Column<P, N>>, _ skips: OutOfRange
    ) -> Future<Void> where P.Target == Places<O> { to.gather(from: from, at: at, outOfRange: skips) }

    func scatter<P: PointerElement, let N: Int, let O: Int>(
        _ to: some FieldArgument<Column<Element, N>>, _ from: some FieldArgument<Column<Element, O>>,
        _ pointers: some FieldArgument<Column<P, O>>, _ skips: OutOfRange
    ) -> Future<Void> where P.Target == Places<N> { to.scatter(from: from, to: pointers, outOfRange: skips) }

    func both<P: PointerElement, Q: PointerElement, let N: Int, let O: Int, let K: Int>(
        _ to: some FieldArgument<Column<Element, N>>, _ from: some FieldArgument<Column<Element, O>>,
        _ at: some FieldArgument<Column<P, K>>, _ pointers: some FieldArgument<Column<Q, K>>, _ skips: OutOfRange,
        _ axes: Axes<K>.Type
    ) -> Future<Void> where P.Target == Places<O>, Q.Target == Places<N> {
        to.scatter(from: from, at: at, to: pointers, outOfRange: skips)
    }
}

private struct Folding<Operator: ReductionOperator>: CopyMeans {
    typealias Element = Operator.Element

    func copy<let N: Int>(
        _ to: some FieldArgument<Column<Element, N>>, _ from: some FieldArgument<Column<Element, N>>
    ) -> Future<Void> {
        to.copy(from: from, reducing: Operator.self)
    }

    func gather<P: PointerElement, let N: Int, let O: Int>(
        _ to: some FieldArgument<Column<Element, N>>, _ from: some FieldArgument<Column<Element, O>>,
        _ at: some FieldArgument<Column<P, N>>, _ skips: OutOfRange
    ) -> Future<Void> where P.Target == Places<O> { to.gather(from: from, at: at, reducing: Operator.self, outOfRange: skips) }

    func scatter<P: PointerElement, let N: Int, let O: Int>(
        _ to: some FieldArgument<Column<Element, N>>, _ from: some FieldArgument<Column<Element, O>>,
        _ pointers: some FieldArgument<Column<P, O>>, _ skips: OutOfRange
    ) -> Future<Void> where P.Target == Places<N> {
        to.scatter(from: from, to: pointers, reducing: Operator.self, outOfRange: skips)
    }

    func both<P: PointerElement, Q: PointerElement, let N: Int, let O: Int, let K: Int>(
        _ to: some FieldArgument<Column<Element, N>>, _ from: some FieldArgument<Column<Element, O>>,
        _ at: some FieldArgument<Column<P, K>>, _ pointers: some FieldArgument<Column<Q, K>>, _ skips: OutOfRange,
        _ axes: Axes<K>.Type
    ) -> Future<Void> where P.Target == Places<O>, Q.Target == Places<N> {
        to.scatter(from: from, at: at, to: pointers, reducing: Operator.self, outOfRange: skips)
    }
}
