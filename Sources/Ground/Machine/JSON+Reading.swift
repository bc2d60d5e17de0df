extension JSON {
    /// A value as it was read.
    package indirect enum Value: Equatable, Sendable {
        case null
        case boolean(Bool)
        case number(Double)
        case text(String)
        case array([Value])
        case object([String: Value])
    }

    /// The value of a text; nil when it is none, or has more after it. O(bytes).
    package static func value(of text: String) -> Value? {
        var reader = Reader(bytes: Array(text.utf8))
        guard let value = reader.value(depth: 0) else { return nil }
        reader.skipSpace()
        return reader.isAtEnd ? value : nil
    }

    private struct Reader {
        let bytes: [UInt8]
        var place = 0

        init(bytes: [UInt8]) { self.bytes = bytes }

        var isAtEnd: Bool { place == bytes.count }

        mutating func skipSpace() { while place < bytes.count, " \n\r\t".utf8.contains(bytes[place]) { place += 1 } }

        /// Steps over white space and this text; false, and nothing happens but for the white space, when it is not there.
        private mutating func take(_ text: StaticString) -> Bool {
            skipSpace()
            let count = text.utf8CodeUnitCount
            guard place + count <= bytes.count else { return false }
            for index in 0 ..< count where bytes[place + index] != text.utf8Start[index] { return false }
            place += count
            return true
        }

        mutating func value(depth: Int) -> Value? {
            // Nobody nests so deep but to overflow the stack.
            guard depth < 64 else { return nil }
            if take("null") { return .null }
            if take("true") { return .boolean(true) }
            if take("false") { return .boolean(false) }
            if take("[") { return array(depth) }
            if take("{") { return object(depth) }
            if take("\"") { return text().map(Value.text) }
            return number()
        }

        private mutating func array(_ depth: Int) -> Value? {
            var elements: [Value] = []
            if take("]") { return .array([]) }
            repeat {
                guard let element = value(depth: depth + 1) else { return nil }
                elements.append(element)
            } while take(",")
            return take("]") ? .array(elements) : nil
        }

        private mutating func object(_ depth: Int) -> Value? {
            var members: [String: Value] = [:]
            if take("}") { return .object([:]) }
            repeat {
                guard take("\""), let name = text(), take(":"), let member = value(depth: depth + 1) else { return nil }
                members[name] = member
            } while take(",")
            return take("}") ? .object(members) : nil
        }

        /// The rest of a text, up to its closing quote.
        private mutating func text() -> String? {
            var result: [UInt8] = []
            while place < bytes.count {
                let byte = bytes[place]
                place += 1
                if byte == UInt8(ascii: "\"") { return String(validating: result, as: UTF8.self) }
                guard byte == UInt8(ascii: "\\") else { result.append(byte); continue }
                guard let scalar = escape() else { return nil }
                result += Array(String(scalar).utf8)
            }
            return nil
        }

        /// What stands behind a backslash. Characters beyond 16 bits are written as they are, not as two escapes.
        private mutating func escape() -> Unicode.Scalar? {
            guard place < bytes.count else { return nil }
            let byte = bytes[place]
            place += 1
            switch byte {
            case UInt8(ascii: "n"): return "\n"
            case UInt8(ascii: "r"): return "\r"
            case UInt8(ascii: "t"): return "\t"
            case UInt8(ascii: "u"):
                guard place + 4 <= bytes.count else { return nil }
                defer { place += 4 }
                return UInt32(String(decoding: bytes[place ..< place + 4], as: UTF8.self), radix: 16).flatMap(Unicode.Scalar.init)
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
            default: return nil
            }
        }

        private mutating func number() -> Value? {
            let start = place
            while place < bytes.count, "+-.0123456789eE".utf8.contains(bytes[place]) { place += 1 }
            return Double(String(decoding: bytes[start ..< place], as: UTF8.self)).map(Value.number)
        }
    }
}

extension JSON.Value {
    /// A member of an object; nil for other values.
    package subscript(_ name: String) -> JSON.Value? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    /// The elements of an array; nil for other values.
    package var elements: [JSON.Value]? { if case .array(let elements) = self { elements } else { nil } }

    /// A text; nil for other values.
    package var text: String? { if case .text(let text) = self { text } else { nil } }

    /// A whole number; nil for other values.
    package var count: Int? { if case .number(let number) = self { Int(exactly: number) } else { nil } }

    /// True or false; nil for other values.
    package var isTrue: Bool? { if case .boolean(let value) = self { value } else { nil } }
}
