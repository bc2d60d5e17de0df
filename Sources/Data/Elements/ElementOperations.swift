// What the runtime does with rows of elements whose type it knows only as `any FieldElement.Type`.

extension FieldElement {
    /// Makes raw memory `count` elements with the initial value.
    package static func initialize(_ memory: UnsafeMutableRawPointer, _ count: Int) {
        memory.initializeMemory(as: Self.self, repeating: initial, count: count)
    }

    /// Ends `count` elements; their memory is raw again.
    package static func deinitialize(_ elements: UnsafeMutableRawPointer, _ count: Int) {
        elements.assumingMemoryBound(to: Self.self).deinitialize(count: count)
    }

    /// Gives `count` elements the values of others.
    package static func assign(_ source: UnsafeRawPointer, to target: UnsafeMutableRawPointer, _ count: Int) {
        target.assumingMemoryBound(to: Self.self).update(from: source.assumingMemoryBound(to: Self.self), count: count)
    }

    /// Gives `count` elements the initial value.
    package static func reset(_ elements: UnsafeMutableRawPointer, _ count: Int) {
        elements.assumingMemoryBound(to: Self.self).update(repeating: initial, count: count)
    }

    /// Appends the bytes of `count` elements.
    package static func serialize(_ elements: UnsafeRawPointer, _ count: Int, into bytes: inout ByteWriter) {
        let elements = elements.assumingMemoryBound(to: Self.self)
        for index in 0 ..< count { bytes.append(elements[index]) }
    }

    /// Gives `count` elements values that are read.
    package static func deserialize(
        into elements: UnsafeMutableRawPointer, _ count: Int, from bytes: inout ByteReader
    ) throws {
        let elements = elements.assumingMemoryBound(to: Self.self)
        for index in 0 ..< count { elements[index] = try bytes.read() }
    }
}
