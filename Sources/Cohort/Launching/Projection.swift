import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortLife

/// The point of a `forEach`, as a name: arithmetic on it is remembered, not done, so that the closure runs once for the
/// whole launch.
public struct SymbolicPoint: Sendable {
    let text: String
    let evaluate: @Sendable ([Int]) -> [Int]

    init(_ text: String, _ evaluate: @escaping @Sendable ([Int]) -> [Int]) {
        self.text = text
        self.evaluate = evaluate
    }

    static let identity = SymbolicPoint("i") { $0 }

    /// One coordinate of the point.
    public subscript(axis: Int) -> SymbolicInteger {
        let evaluate = evaluate
        return SymbolicInteger("\(text)[\(axis)]") { evaluate($0)[axis] }
    }

    /// Shifts every coordinate.
    public static func + (point: SymbolicPoint, offset: Int) -> SymbolicPoint {
        let evaluate = point.evaluate
        return SymbolicPoint("\(point.text) + \(offset)") { evaluate($0).map { $0 + offset } }
    }

    /// Shifts every coordinate back.
    public static func - (point: SymbolicPoint, offset: Int) -> SymbolicPoint {
        let evaluate = point.evaluate
        return SymbolicPoint("\(point.text) - \(offset)") { evaluate($0).map { $0 - offset } }
    }

    /// Multiplies every coordinate.
    public static func * (point: SymbolicPoint, factor: Int) -> SymbolicPoint {
        let evaluate = point.evaluate
        return SymbolicPoint("(\(point.text)) * \(factor)") { evaluate($0).map { $0 * factor } }
    }

    /// The remainder of every coordinate, never negative for a positive modulus.
    public static func % (point: SymbolicPoint, modulus: Int) -> SymbolicPoint {
        let evaluate = point.evaluate
        return SymbolicPoint("(\(point.text)) % \(modulus)") { evaluate($0).map { remainder($0, modulus) } }
    }

    /// Any function of the coordinates; `name` stands for it in messages, and one name must mean one function.
    public func mapped(_ name: String, _ function: @escaping @Sendable ([Int]) -> [Int]) -> SymbolicPoint {
        let evaluate = evaluate
        return SymbolicPoint("\(name)(\(text))") { function(evaluate($0)) }
    }
}

/// One coordinate of a symbolic point.
public struct SymbolicInteger: Sendable {
    let text: String
    let evaluate: @Sendable ([Int]) -> Int

    init(_ text: String, _ evaluate: @escaping @Sendable ([Int]) -> Int) {
        self.text = text
        self.evaluate = evaluate
    }

    /// Shifts.
    public static func + (value: SymbolicInteger, offset: Int) -> SymbolicInteger {
        let evaluate = value.evaluate
        return SymbolicInteger("\(value.text) + \(offset)") { evaluate($0) + offset }
    }

    /// Shifts back.
    public static func - (value: SymbolicInteger, offset: Int) -> SymbolicInteger {
        let evaluate = value.evaluate
        return SymbolicInteger("\(value.text) - \(offset)") { evaluate($0) - offset }
    }

    /// Multiplies.
    public static func * (value: SymbolicInteger, factor: Int) -> SymbolicInteger {
        let evaluate = value.evaluate
        return SymbolicInteger("(\(value.text)) * \(factor)") { evaluate($0) * factor }
    }

    /// The remainder, never negative for a positive modulus.
    public static func % (value: SymbolicInteger, modulus: Int) -> SymbolicInteger {
        let evaluate = value.evaluate
        return SymbolicInteger("(\(value.text)) % \(modulus)") { remainder(evaluate($0), modulus) }
    }
}

/// The Euclidean remainder; 0 for modulus 0, which then names a colour that the check of bounds judges.
private func remainder(_ value: Int, _ modulus: Int) -> Int {
    guard modulus != 0 else { return 0 }
    let rest = value % modulus
    return rest < 0 ? rest + abs(modulus) : rest
}

/// A function from launch points to colours.
package struct Projection {
    let text: String
    let evaluate: @Sendable ([Int]) -> [Int]

    init(_ point: SymbolicPoint) {
        text = point.text
        evaluate = point.evaluate
    }

    init(_ coordinates: [SymbolicInteger]) {
        text = coordinates.map(\.text).joined(separator: ", ")
        let functions = coordinates.map(\.evaluate)
        evaluate = { point in functions.map { $0(point) } }
    }

    /// The piece of each launch point; an error names the first point that leaves the colours.
    func table(
        over domain: Domain, _ node: PartitionNode, _ tree: RegionTree, task: StaticString
    ) throws(CohortError) -> ProjectionTable {
        var pieces: [Int32] = []
        pieces.reserveCapacity(domain.volume)
        let numbering = PointNumbering(node.colours)
        try domain.forEachPoint { (point) throws(CohortError) in
            let color = evaluate(point)
            guard let piece = numbering.number(of: color) else {
                throw CohortError(
                    .projectionBounds,
                    "the projection '\(text)' of task '\(task)' gives color \(color) for point \(point), but partition "
                        + "'\(node.path(in: tree, piece: nil))' has the colors \(node.colours)",
                    rule: "a projection must name a color of the partition for every point of the launch",
                    fix: "launch over fewer points, or use `%` to wrap around")
            }
            pieces.append(Int32(piece))
        }
        return ProjectionTable(pieces)
    }
}

/// Launches once for every point of `domain`; inside the closure, the point is a name to compute colours with.
///
/// The closure runs once, and each launch in it is one index launch, however many points there are:
///
///     forEach(blocks.colors) { i in
///         relax(halos[i].height, &blocks[(i + 1) % 8].height)
///     }
///
/// - Errors: a projection that leaves the colours fails the launch with `launch.projection-bounds`.
/// - SeeAlso: Legion's projection functors.
public func forEach(_ domain: Domain, _ body: (SymbolicPoint) -> Void) {
    guard let context = TaskContext.current else { return body(.identity) }
    let outer = context.forEachDomain
    context.forEachDomain = domain
    body(.identity)
    context.forEachDomain = outer
}
