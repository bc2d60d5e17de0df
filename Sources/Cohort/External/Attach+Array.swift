import CohortData
import CohortGeometry
import CohortLife

// Arrays of the program as the data of regions.

extension RegionField where Element: BitwiseCopyable {
    /// Makes an array the field's data, with one element for each point of the bounding rectangle.
    ///
    ///     let heights = ExternalArray<Double>(measured)
    ///     let attachment = grid.height.attach(heights)
    ///     smooth(&grid.height)
    ///     try await attachment.detach()              // `heights` has the result
    ///
    /// - Parameters:
    ///   - array: shape: the bounding rectangle's extents, in the order given; not to be looked at while tasks may use it.
    ///   - order: which index runs fastest.
    ///   - restricted: true when the array has the new data whenever an operation that wrote them is over; false when it is written
    ///     only by a detach that flushes.
    /// - Errors: `attach.too-small`; `attach.twice` while another array is attached to some of the points; `attach.mapped` within
    ///   `reading`, `updating` or `overwriting` of the region; `launch.missing-privilege`.
    /// - Complexity: O(1) where the array can be the region's own memory: restricted, row-major, the whole of a region that this task
    ///   made and whose field nobody has used yet; with a mapper the field may have been used, and launches whose tasks work in other memories copy what they use. Otherwise
    ///   O(points), and as much again around each launch while it is restricted and not acquired.
    /// - SeeAlso: Legion's `AttachLauncher::attach_array_soa`.
    @discardableResult
    public func attach(
        _ array: ExternalArray<Element>, order: AxisOrder = .rowMajor, restricted: Bool = true,
        file: StaticString = #fileID, line: UInt32 = #line
    ) -> Attachment {
        let maker = AttachmentMaker(tree, node, piece, [field], file, line)
        return maker.attach(
            UnsafeMutableRawBufferPointer(array.memory), maker.dense(order).layouts, isRestricted: restricted, keeping: array)
    }

    /// Makes memory of the program's the field's data; it must stay valid until the attachment is detached.
    ///
    /// Otherwise as for an `ExternalArray`.
    @discardableResult
    public func attach(
        _ memory: UnsafeMutableBufferPointer<Element>, order: AxisOrder = .rowMajor, restricted: Bool = true,
        file: StaticString = #fileID, line: UInt32 = #line
    ) -> Attachment {
        let maker = AttachmentMaker(tree, node, piece, [field], file, line)
        return maker.attach(
            UnsafeMutableRawBufferPointer(memory), maker.dense(order).layouts, isRestricted: restricted, keeping: nil)
    }

    /// Makes memory in any affine layout the field's data; it must stay valid until the attachment is detached.
    ///
    /// - Parameters:
    ///   - memory: all of it, as a bound for the checks.
    ///   - strides: bytes from one element to the next along each axis; may be negative.
    ///   - offset: bytes before the element of the bounding rectangle's low corner.
    /// - Errors: `attach.layout` for another number of strides than axes, or strides that make elements overlap; otherwise as for
    ///   an `ExternalArray`.
    @discardableResult
    public func attach(
        _ memory: UnsafeMutableRawBufferPointer, strides: [Int], offset: Int = 0, restricted: Bool = true,
        file: StaticString = #fileID, line: UInt32 = #line
    ) -> Attachment {
        let maker = AttachmentMaker(tree, node, piece, [field], file, line)
        return maker.attach(memory, [.init(offset: offset, strides: strides)], isRestricted: restricted, keeping: nil)
    }
}

extension Region {
    /// Makes an array of structures the data of all fields.
    ///
    /// - Parameter memory: one structure for each point of the bounding rectangle; it must stay valid until the attachment is detached.
    /// - Errors: as for one field; `attach.element-type` when the elements of a field are more than their bits.
    /// - Complexity: O(points × fields); the tasks work on columns of the region's own, to and from which the runtime copies.
    /// - SeeAlso: Legion's `AttachLauncher::attach_array_aos`.
    @discardableResult
    public func attach(
        _ memory: UnsafeMutableBufferPointer<Space>, order: AxisOrder = .rowMajor, restricted: Bool = true,
        file: StaticString = #fileID, line: UInt32 = #line
    ) -> Attachment {
        let maker = AttachmentMaker(tree, node, piece, allFields, file, line)
        return maker.attach(
            UnsafeMutableRawBufferPointer(memory), maker.structures(order, byteCount: MemoryLayout<Space>.stride),
            isRestricted: restricted, keeping: nil)
    }

    /// The fields that there are at this place in program order.
    var allFields: [Int32] {
        (0 ..< tree.layout.count).filter { tree.layout.freed($0, at: .here) == nil }.map { Int32($0) }
    }
}

extension Region where Space: BitwiseCopyable {
    /// Makes an array of structures the data of all fields, as the form with a pointer does.
    @discardableResult
    public func attach(
        _ array: ExternalArray<Space>, order: AxisOrder = .rowMajor, restricted: Bool = true,
        file: StaticString = #fileID, line: UInt32 = #line
    ) -> Attachment {
        let maker = AttachmentMaker(tree, node, piece, allFields, file, line)
        return maker.attach(
            UnsafeMutableRawBufferPointer(array.memory), maker.structures(order, byteCount: MemoryLayout<Space>.stride),
            isRestricted: restricted, keeping: array)
    }
}
