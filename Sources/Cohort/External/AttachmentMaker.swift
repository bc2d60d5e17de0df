import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortLife

/// What all forms of `attach` share: fields, where each lies in the memory given, and the checks that it all lies inside.
struct AttachmentMaker {
    let tree: RegionTree
    let node: PartitionNode
    let piece: Int
    let fields: [Int32]
    let place: SourceLocation
    private let low: [Int]
    private let extents: [Int]

    init(_ tree: RegionTree, _ node: PartitionNode, _ piece: Int, _ fields: [Int32], _ file: StaticString, _ line: UInt32) {
        self.tree = tree
        self.node = node
        self.piece = piece
        self.fields = fields
        place = SourceLocation(file: file, line: line)
        let bounds = node.pieces[piece].boundsPair
        low = bounds.low
        extents = node.pieces[piece].isEmpty ? low.map { _ in 0 } : zip(bounds.low, bounds.high).map { $1 - $0 + 1 }
    }

    /// Where one field lies: the bytes before the element of the low corner, and from one element to the next along each axis.
    struct Layout {
        var offset: Int
        var strides: [Int]
    }

    /// Elements of fields one after the other, each dense.
    func dense(_ order: AxisOrder, from offset: Int = 0) -> (layouts: [Layout], byteCount: Int) {
        var next = offset
        let layouts = fields.map { field in
            let stride = self.stride(field)
            defer { next = next &+ extents.reduce(stride, &*) }
            return Layout(offset: next, strides: order.strides(extents, elementByteCount: stride))
        }
        return (layouts, next - offset)
    }

    /// Elements of one structure after the other; the fields' keys are their places in it.
    func structures(_ order: AxisOrder, byteCount: Int) -> [Layout] {
        fields.map {
            Layout(offset: tree.layout[Int($0)].key, strides: order.strides(extents, elementByteCount: byteCount))
        }
    }

    /// Attaches memory in which each field has a layout of its own.
    func attach(
        _ memory: UnsafeMutableRawBufferPointer, _ layouts: [Layout], isRestricted: Bool, keeping keeper: AnyObject?,
        canFlush: Bool = true, synchronize: @escaping @Sendable () throws(CohortError) -> Void = {}
    ) -> Attachment {
        do throws(CohortError) {
            try checkPlain()
            for (field, layout) in zip(fields, layouts) { try check(layout, stride(field), memory.count) }
        } catch {
            return refused(error)
        }
        let columns = zip(fields, layouts).map { field, layout in
            var shift = layout.offset
            for axis in low.indices { shift &-= low[axis] &* layout.strides[axis] }
            let base = memory.baseAddress ?? Self.nowhere
            return ExternalInstance.Column(field: field, memory: AffineColumn(origin: base + shift, strides: layout.strides))
        }
        let external = ExternalInstance(columns, keeping: keeper, synchronize: synchronize)
        return attach(external, isRestricted: isRestricted, canFlush: canFlush)
    }

    /// Attaches what is outside; `exchange` moves the data when that is no memory.
    func attach(
        _ external: ExternalInstance, isRestricted: Bool, canFlush: Bool, exchange: DataExchange? = nil
    ) -> Attachment {
        var state: AttachmentState?
        let builder = builder("attach", .discard, place)
        let ready = builder.carriedOut {
            state = $0.attach(external, builder.plan, isRestricted: isRestricted, exchange: exchange)
        }
        return Attachment(state: state, ready: ready, makePlan: { self.builder("detach", .readWrite, $0) }, canFlush: canFlush)
    }

    /// An attachment that only carries an error.
    func refused(_ error: CohortError) -> Attachment {
        let builder = builder("attach", .discard, place)
        if builder.plan.defect == nil { builder.plan.defect = error }
        let ready: Future<Void> = builder.single()
        return Attachment(state: nil, ready: ready, makePlan: { self.builder("detach", .readWrite, $0) }, canFlush: false)
    }

    /// A launch of nothing yet that names the data.
    private func builder(_ name: StaticString, _ access: Access, _ place: SourceLocation) -> LaunchBuilder {
        let builder = LaunchBuilder(name, nil, file: place.file, line: place.line)
        builder.plan.predicate = nil
        builder.require(tree, node, .piece(piece), fields: fields, access)
        return builder
    }

    private func stride(_ field: Int32) -> Int { field < 0 ? 1 : tree.layout[Int(field)].stride }

    // MARK: Checks

    /// Refuses fields whose elements are more than their bits.
    func checkPlain() throws(CohortError) {
        for field in fields where field >= 0 {
            let descriptor = tree.layout[Int(field)]
            if descriptor.managed == nil { continue }
            throw CohortError(
                .attachType, "bytes are attached to field '\(descriptor.name)' of '\(name)', which holds \(descriptor.type)",
                rule: "arrays and raw files are attached by their bytes, which elements with a serializer are more than",
                fix: "attach the other fields one by one, or a file with `attach(serialized:)`", at: place)
        }
    }

    /// Refuses a layout that leaves the memory, or in which two elements share bytes.
    private func check(_ layout: Layout, _ elementByteCount: Int, _ byteCount: Int) throws(CohortError) {
        guard layout.strides.count == extents.count else {
            throw CohortError(
                .attachLayout, "\(layout.strides.count) strides for an array over the \(extents.count) dimensions of '\(name)'",
                rule: "each axis has one stride, in bytes", fix: "pass \(extents.count) strides", at: place)
        }
        if extents.contains(0) { return }
        guard let (first, last) = range(layout, elementByteCount), first >= 0, last <= byteCount else {
            throw CohortError(
                .attachSize,
                "the memory attached to '\(name)' has \(byteCount) bytes, its \(extents.map(String.init).joined(separator: " × ")) "
                    + "elements take "
                    + (range(layout, elementByteCount).map { "those from \($0.first) to \($0.last)" }
                        ?? "more than can be counted"),
                rule: "an array that is attached has an element for each point of the region's bounding rectangle",
                fix: "pass all of the array, or attach it to a smaller region", at: place)
        }
        try checkApart(layout, elementByteCount)
    }

    /// The first byte used and the one after the last; nil when they cannot be counted.
    private func range(_ layout: Layout, _ elementByteCount: Int) -> (first: Int, last: Int)? {
        var first = layout.offset
        var end = layout.offset.addingReportingOverflow(elementByteCount)
        for axis in extents.indices {
            let (span, isHuge) = layout.strides[axis].multipliedReportingOverflow(by: extents[axis] - 1)
            if isHuge || end.overflow { return nil }
            if span < 0 { first = first &+ span } else { end = end.partialValue.addingReportingOverflow(span) }
        }
        return end.overflow ? nil : (first, end.partialValue)
    }

    private func checkApart(_ layout: Layout, _ elementByteCount: Int) throws(CohortError) {
        var span = elementByteCount
        let axes = extents.indices.filter { extents[$0] > 1 }.sorted { abs(layout.strides[$0]) < abs(layout.strides[$1]) }
        for axis in axes {
            guard abs(layout.strides[axis]) >= span else {
                throw CohortError(
                    .attachLayout,
                    "the strides \(layout.strides) of the array attached to '\(name)' make elements of \(elementByteCount) bytes overlap",
                    rule: "each point has bytes of its own: along each axis the stride is at least what the axes inside it span",
                    fix: "give the strides in bytes, not in elements", at: place)
            }
            span = abs(layout.strides[axis]) * (extents[axis] - 1) + span
        }
    }

    /// Where an array without elements lies.
    private static var nowhere: UnsafeMutableRawPointer { UnsafeMutableRawPointer(bitPattern: 64).unsafelyUnwrapped }

    private var name: String { node.path(in: tree, piece: piece) }
}
