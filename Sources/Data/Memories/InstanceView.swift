/// A column as accessors walk it.
package struct InstanceView: BitwiseCopyable {
    /// The address that index (0, …, 0) has or would have.
    package let origin: UnsafeMutableRawPointer
    /// From one index to the next along each axis, in units.
    package let strides: UnsafePointer<Int>
    /// The bytes that the strides count: an element, or 1 where elements are not whole elements apart, as in structures.
    package let unit: Int
}

/// The views of all fields of an instance, in memory that stays where it is as long as this lives.
final class InstanceViews: @unchecked Sendable {
    // SAFETY: written in init only.
    private let strides: UnsafeMutablePointer<Int>
    private var views: [InstanceView] = []

    /// - Parameter base: where the instance of this affine layout begins.
    init(_ layout: InstanceLayout, at base: UnsafeMutableRawPointer) {
        let dimension = layout.domain.dimension
        strides = .allocate(capacity: max(1, layout.form.fields.count * dimension))
        for (place, field) in layout.form.fields.enumerated() {
            guard let column = layout.column(of: field, at: base), let element = layout.descriptor(of: field)?.stride else {
                // our bug: instances are made of affine layouts with points.
                preconditionFailure("an instance without a column for each field")
            }
            let unit = column.strides.allSatisfy { $0 % element == 0 } ? element : 1
            let first = strides + place * dimension
            for axis in 0 ..< dimension { (first + axis).initialize(to: column.strides[axis] / unit) }
            views.append(InstanceView(origin: column.origin, strides: UnsafePointer(first), unit: unit))
        }
    }

    deinit { strides.deallocate() }

    /// That of the field which lies there.
    subscript(place: Int) -> InstanceView { views[place] }
}
