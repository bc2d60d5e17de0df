/// What a task returns whose size only it knows: elements over a rectangle of its own, to become a piece of a region.
///
///     @Task func findHot(_ heat: borrowing Field<Double, 1>) -> Output<Spot, 1> {
///         var found = Output<Spot, 1>()
///         for p in heat.domain where heat[p] > 100 { found.append(Spot(place: p[0], heat: heat[p])) }
///         return found
///     }
///
///     let (spots, pieces) = try await findHot(blocks.heat).region()
///
/// - SeeAlso: Legion's output regions.
public struct Output<Space: FieldSpace, let N: Int> {
    /// The number of elements along each axis.
    public private(set) var extents: [Int]
    private(set) var elements: [Space]

    /// A rectangle of elements, given row-major; `region()` reports `output.element-count` when their number is not that of the points.
    public init(extents: Int..., elements: [Space]) {
        self.extents = extents
        self.elements = elements
    }

    /// Says what is wrong with the numbers; nil when nothing is.
    var problem: String? {
        if extents.count != N { return "\(extents.count) extents for \(N) dimensions" }
        if extents.contains(where: { $0 < 0 }) { return "a negative extent among \(extents)" }
        let (count, isHuge) = extents.reduce((1, false)) {
            let product = $0.0.multipliedReportingOverflow(by: $1)
            return (product.partialValue, $0.1 || product.overflow)
        }
        return isHuge || count != elements.count ? "\(elements.count) elements for extents \(extents)" : nil
    }
}

extension Output where N == 1 {
    /// Elements in a line, as many as there are.
    public init(_ elements: [Space] = []) { self.init(extents: elements.count, elements: elements) }

    /// Adds an element at the end of the line.
    ///
    /// - Complexity: O(1) on average.
    public mutating func append(_ element: Space) {
        elements.append(element)
        extents[0] += 1
    }
}
