import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortLife

// Fills: nothing is written until somebody looks, and nothing at all where it is overwritten first.

extension RegionField {
    /// Sets every element to `value`.
    ///
    /// - Complexity: O(1) now; the elements are written, in parallel where a partition is used, before the first task that
    ///   sees them. A fill of a region that is never read takes no memory.
    public func fill(_ value: Element, file: StaticString = #fileID, line: UInt32 = #line) {
        Filling.fill(self, with: FillValue(constant: value), file, line)
    }

    /// Sets every element to the value of a future, once it is there.
    public func fill(_ value: Future<Element>, file: StaticString = #fileID, line: UInt32 = #line) {
        Filling.fill(self, with: FillValue(future: value), file, line)
    }
}

extension PartitionField {
    /// Sets every element of every piece to `value`; points outside all pieces keep theirs.
    public func fill(_ value: Element, file: StaticString = #fileID, line: UInt32 = #line) {
        Filling.fill(self, with: FillValue(constant: value), file, line)
    }

    /// Sets every element of every piece to the value of a future, once it is there.
    public func fill(_ value: Future<Element>, file: StaticString = #fileID, line: UInt32 = #line) {
        Filling.fill(self, with: FillValue(future: value), file, line)
    }
}

extension ProjectedField {
    /// Sets every element of the pieces that the projection names to `value`.
    public func fill(_ value: Element, file: StaticString = #fileID, line: UInt32 = #line) {
        Filling.fill(self, with: FillValue(constant: value), file, line)
    }

    /// Sets every element of the pieces that the projection names to the value of a future, once it is there.
    public func fill(_ value: Future<Element>, file: StaticString = #fileID, line: UInt32 = #line) {
        Filling.fill(self, with: FillValue(future: value), file, line)
    }
}

private enum Filling {
    static func fill(_ field: some FieldArgument, with value: FillValue, _ file: StaticString, _ line: UInt32) {
        let builder = LaunchBuilder("fill", nil, file: file, line: line)
        builder.field(field, .discard)
        guard let context = builder.context else {
            return Warning.print(builder.plan.defect ?? LaunchMisuse.noContext("a fill", builder.place))
        }
        context.fill(builder.plan, with: value)
    }
}

extension FillValue {
    fileprivate init<Element>(constant: Element) {
        nonisolated(unsafe) let constant = constant
        // SAFETY: an element of a field is bitwise copyable, and copying it shares nothing, or a `FieldElement`, which is sendable.
        self.init { elements, count in Self.write(constant, elements, count) }
    }

    fileprivate init<Element>(future: Future<Element>) {
        let box = future.box
        let element = future.element
        self.init(source: box) { elements, count in
            guard let value = box?.elements[element] else { return }
            Self.write(value, elements, count)
        }
    }

    /// Assigns: the elements of a field have values from the moment that its column is made.
    private static func write<Element>(_ value: Element, _ elements: UnsafeMutableRawPointer, _ count: Int) {
        elements.assumingMemoryBound(to: Element.self).update(repeating: value, count: count)
    }
}
