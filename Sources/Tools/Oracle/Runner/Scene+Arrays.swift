import Cohort
import CohortGeometry

// Arrays outside, attached to regions of a program.

/// An array with elements for some points, whatever they are.
struct OutsideArray {
    var attachment: Attachment?
    /// The number of the region.
    let region: Int
    /// What it holds at this moment.
    let elements: () -> [Spot: UInt64]
}

extension Scene {
    func attach(_ attach: Attach) { arrays[attach.number] = outsideArray(attach) }

    private func outsideArray(_ attach: Attach) -> OutsideArray {
        let spots = Attach.bounds(of: spots(attach.argument.target, 0))
        return switch RandomProgram.kind(attach.field) {
        case .integer: outsideArray(attach, spots, Cells.integers(attach.field))
        case .floating: outsideArray(attach, spots, Cells.floats(attach.field))
        case .pointer: outsideArray(attach, spots, \.p)
        case .place: outsideArray(attach, spots, \.q)
        case .range: outsideArray(attach, spots, \.r)
        case .text:
            // our bug: the generator attaches bits only.
            preconditionFailure("an array of elements that are more than bits")
        }
    }

    private func outsideArray<E: FrameView.Element & BitwiseCopyable>(
        _ attach: Attach, _ spots: Spots, _ path: KeyPath<Cells, E>
    ) -> OutsideArray {
        let order = attach.isColumnMajor ? spots.sorted { ($0.y, $0.x) < ($1.y, $1.x) } : spots
        let array = ExternalArray(order.map { E(bits: attach.element($0)) })
        let axes = attach.isColumnMajor ? AxisOrder.columnMajor : .rowMajor
        let attachment =
            switch area(attach.argument.target, 0) {
            case .line(let region): region[dynamicMember: path].attach(array, order: axes, restricted: attach.isRestricted)
            case .plane(let region): region[dynamicMember: path].attach(array, order: axes, restricted: attach.isRestricted)
            }
        return OutsideArray(attachment: attachment, region: number(attach.argument.target.base)) {
            Dictionary(uniqueKeysWithValues: zip(order, array.elements.map(\.bits)))
        }
    }

    /// The region that a base of the main task is, or divides.
    private func number(_ base: Target.Base) -> Int {
        switch base {
        case .region(let number), .argument(let number), .ruled(let number, _): number
        case .partition(let partition): program.partitions[partition].region
        }
    }

    func detach(_ number: Int, flushes: Bool) async throws {
        try await arrays[number]?.attachment?.detach(flush: flushes)
        arrays[number]?.attachment = nil
    }

    /// Throws what an array says that cannot be attached.
    func refusal(of attach: Attach) async throws { try await outsideArray(attach).attachment?.detach() }

    /// Lifts the restriction of a field's data, or restores it.
    @discardableResult
    func restriction(_ argument: Argument, isLifted: Bool) -> Future<Void> {
        switch RandomProgram.kind(argument.fields[0]) {
        case .integer: restriction(argument, isLifted, Cells.integers(argument.fields[0]))
        case .floating: restriction(argument, isLifted, Cells.floats(argument.fields[0]))
        case .pointer: restriction(argument, isLifted, \.p)
        case .place: restriction(argument, isLifted, \.q)
        case .range: restriction(argument, isLifted, \.r)
        case .text: restriction(argument, isLifted, \.s)
        }
    }

    private func restriction<E: FrameView.Element>(
        _ argument: Argument, _ isLifted: Bool, _ path: KeyPath<Cells, E>
    ) -> Future<Void> {
        switch area(argument.target, 0) {
        case .line(let region):
            isLifted ? region[dynamicMember: path].acquire() : region[dynamicMember: path].release()
        case .plane(let region):
            isLifted ? region[dynamicMember: path].acquire() : region[dynamicMember: path].release()
        }
    }

    /// What every array holds when all is over.
    func finalArrays() async throws -> [Int: [Spot: UInt64]] {
        if !arrays.isEmpty { _ = try await executionFence().value }
        return arrays.mapValues { $0.elements() }
    }

    /// Makes a partition that nothing else names, and uses it.
    func divide(_ shape: PartitionShape) async throws {
        // The builder comes last: others make launches in between.
        let piece = try make(shape)[0].argument
        let builder = LaunchBuilder("use", nil, file: #fileID, line: #line)
        builder.fields(piece, .discard, keys: [Cells.keys[0]])
        builder.run { _ in }
        let used: Future<Void> = builder.single()
        try await used.value
    }
}
