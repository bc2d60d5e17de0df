import CohortGeometry

/// What elements look like that nobody has written, in a run that looks for them: a pattern that people recognise, and programs hardly ever write.
///
/// Floating point gets a signalling NaN, so that what is computed from it, which is a quiet one, is told from it; all else the byte C0
/// again and again. Elements of less than four bytes that are no numbers get zeros, since truth values and enumerations have no such value.
package struct Poison: Sendable {
    /// One element, from its first byte to the next element.
    private let pattern: [UInt8]
    /// The bytes that tell an element which was written from one that was not; 0 when it is too small to tell.
    private let tellingByteCount: Int

    /// Nil for elements that are more than their bits: these always have a value.
    package init?(_ field: FieldDescriptor) {
        if field.managed != nil { return nil }
        func size<Element>(_ type: Element.Type) -> Int { MemoryLayout<Element>.size }
        let byteCount = size(field.type)
        if let bits = Self.signallingNaN(field.type) {
            pattern = (0 ..< field.stride).map { UInt8(truncatingIfNeeded: bits >> ($0 * 8)) }
        } else {
            let isPoisoned = byteCount >= 4 || field.type is any FixedWidthInteger.Type
            pattern = Array(repeating: isPoisoned ? 0xc0 : 0, count: field.stride)
        }
        tellingByteCount = byteCount >= 4 ? byteCount : 0
    }

    /// In the order of the machine, which has the low byte first.
    private static func signallingNaN(_ type: Any.Type) -> UInt64? {
        if type is Double.Type { return 0x7ff4_c0c0_c0c0_c0c0 }
        if type is Float.Type { return 0x7fa0_c0c0 }
        return nil
    }

    /// Poisons the elements of boxes written one after another, each its low corner, then its high one. O(points)
    package func fill(_ column: AffineColumn, _ boxes: UnsafeBufferPointer<Int>) {
        pattern.withUnsafeBytes { bytes in
            guard let value = bytes.baseAddress else { return }
            AffineFill(column, with: value, elementByteCount: bytes.count).fill(boxes)
        }
    }

    /// The same for the points of a domain.
    package func fill(_ column: AffineColumn, _ domain: Domain) { domain.withRectangles { fill(column, $0) } }

    /// Calls `body` with each point of the boxes whose element is as `fill` left it. O(points)
    package func forEachUntouched(_ column: AffineColumn, _ boxes: UnsafeBufferPointer<Int>, _ body: (UnsafePointer<Int>) -> Void)
    {
        guard tellingByteCount > 0 else { return }
        pattern.withUnsafeBytes { bytes in
            let first = bytes.loadUnaligned(as: UInt32.self)
            forEachPoint(of: boxes, dimension: column.strides.count) { point in
                let element = UnsafeRawBufferPointer(start: column.address(point), count: tellingByteCount)
                // Nearly all elements were written, and nearly all of these differ here.
                guard element.loadUnaligned(as: UInt32.self) == first else { return }
                if element.elementsEqual(bytes.prefix(tellingByteCount)) { body(point) }
            }
        }
    }

    /// Box by box, each in row-major order.
    private func forEachPoint(of boxes: UnsafeBufferPointer<Int>, dimension: Int, _ body: (UnsafePointer<Int>) -> Void) {
        for start in stride(from: 0, to: boxes.count, by: 2 * dimension) {
            let low = boxes[start ..< start + dimension], high = boxes[start + dimension ..< start + 2 * dimension]
            var point = Array(low)
            while zip(point, high).allSatisfy({ $0 <= $1 }) {
                body(&point)
                var axis = dimension - 1
                point[axis] += 1
                while axis > 0, point[axis] > high[high.startIndex + axis] {
                    point[axis] = low[low.startIndex + axis]
                    axis -= 1
                    point[axis] += 1
                }
            }
        }
    }
}
