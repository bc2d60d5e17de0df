// What is not attached to a field, as declarations that only say so; see `Accessors/Field+Refusals.swift`.

extension RegionField {
    /// Refused: such elements are more than their bytes.
    @available(
        *, unavailable, message: "memory is attached by its bytes, so the elements are the field's own and bitwise copyable"
    )
    @discardableResult
    public func attach<Memory>(_ memory: Memory, order: AxisOrder = .rowMajor, restricted: Bool = true) -> Attachment {
        attach(serialized: "", mode: .readOnly)
    }

    /// Refused: such elements are more than their bytes.
    @available(
        *, unavailable, message: "a raw file holds bitwise copyable elements; attach others with `attach(serialized:mode:)`"
    )
    @discardableResult
    public func attach(path: String, mode: FileMode, offset: Int = 0, restricted: Bool = true) -> Attachment {
        attach(serialized: path, mode: mode)
    }
}
