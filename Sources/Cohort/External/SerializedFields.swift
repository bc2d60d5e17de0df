import CohortData
import CohortDiagnostics
import CohortLife

/// A file of some fields of a region, each with its elements in the order of the domain.
///
///     the word "cohort.fields.1", then for each field:
///     name · bytes of a plain element, or 0 · number of elements · the elements
struct SerializedFields {
    let path: String
    let fields: [FieldDescriptor]
    let dimension: Int
    let place: SourceLocation

    private static let word = "cohort.fields.1"

    /// Gives all elements their initial values.
    func reset(_ frame: TaskFrame) throws(CohortError) {
        for index in fields.indices { try column(frame, index).forEachRow { $0.reset($1, $2) } }
    }

    /// Gives all elements the values that the file has.
    func read(_ frame: TaskFrame) throws(CohortError) {
        var bytes = ByteReader(try WholeFile.contents(of: path, at: place))
        do {
            guard try bytes.read(String.self) == Self.word else { throw SerializationError("it begins with something else") }
            for (index, field) in fields.enumerated() { try read(field, column(frame, index), from: &bytes) }
            guard bytes.remaining == 0 else { throw SerializationError("\(bytes.remaining) bytes follow the last field") }
        } catch {
            throw CohortError(
                .attachContents, "file '\(path)' does not hold the fields \(fields.map(\.name)): \(error)",
                rule: "a file of serialized elements is attached to the fields, and to as many points, that it was written for",
                fix: "attach the file that was written for them, and check that the serializer reads all that it writes",
                at: place)
        }
    }

    private func read(_ field: FieldDescriptor, _ column: CopyColumn, from bytes: inout ByteReader) throws {
        let name = try bytes.read(String.self)
        guard name == field.name else { throw SerializationError("it has field '\(name)' where '\(field.name)' should be") }
        let size = try bytes.read(Int.self)
        guard size == field.plainByteCount else {
            throw SerializationError("the elements of field '\(name)' are \(kind(size)), not \(kind(field.plainByteCount))")
        }
        let count = try bytes.read(Int.self)
        guard count == column.volume else {
            throw SerializationError("field '\(name)' has \(count) elements, not \(column.volume)")
        }
        var problem: (any Error)?
        try column.forEachRow { column, elements, count in
            if problem != nil { return }
            do { try column.read(elements, count, from: &bytes) } catch { problem = error }
        }
        if let problem { throw SerializationError("an element of field '\(name)' cannot be read: \(problem)") }
    }

    private func kind(_ byteCount: Int) -> String { byteCount == 0 ? "serialized" : "plain, of \(byteCount) bytes" }

    /// Makes the file anew.
    func write(_ frame: TaskFrame) throws(CohortError) {
        var bytes = ByteWriter()
        bytes.append(Self.word)
        for (index, field) in fields.enumerated() {
            let column = column(frame, index)
            bytes.append(field.name)
            bytes.append(field.plainByteCount)
            bytes.append(column.volume)
            try column.forEachRow { $0.append($1, $2, to: &bytes) }
        }
        try WholeFile.replace(path, with: bytes.bytes, at: place)
    }

    private func column(_ frame: TaskFrame, _ index: Int) -> CopyColumn {
        CopyColumn(frame, index, .init(fields[index], dimension: dimension))
    }
}

extension FieldDescriptor {
    /// The bytes of a plain element; 0 for elements that are more than their bits.
    fileprivate var plainByteCount: Int { managed == nil ? stride : 0 }
}

extension CopyColumn {
    /// Calls `body` with the column, and the first element and the length of each row, in the order of the domain.
    fileprivate func forEachRow(_ body: (CopyColumn, UnsafeMutableRawPointer, Int) -> Void) throws(CohortError) {
        try CopyRuns(shape: shape, dimension: dimension).forEach { point, count in body(self, address(point), count) }
    }

    /// The number of points.
    fileprivate var volume: Int {
        (0 ..< shape.count).reduce(0) { total, index in
            let low = shape.rectangles + index * 2 * dimension
            return total + (0 ..< dimension).reduce(1) { $0 * (low[dimension + $1] - low[$1] + 1) }
        }
    }

    fileprivate func reset(_ elements: UnsafeMutableRawPointer, _ count: Int) {
        if let managed { return managed.reset(elements, count) }
        elements.initializeMemory(as: UInt8.self, repeating: 0, count: count * elementStride)
    }

    fileprivate func append(_ elements: UnsafeMutableRawPointer, _ count: Int, to bytes: inout ByteWriter) {
        if let managed { return managed.serialize(elements, count, into: &bytes) }
        bytes.append(contentsOf: UnsafeRawBufferPointer(start: elements, count: count * elementStride))
    }

    fileprivate func read(_ elements: UnsafeMutableRawPointer, _ count: Int, from bytes: inout ByteReader) throws {
        if let managed { return try managed.deserialize(into: elements, count, from: &bytes) }
        try bytes.readBytes(count * elementStride).withUnsafeBytes {
            elements.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(elements), byteCount: $0.count)
        }
    }
}
