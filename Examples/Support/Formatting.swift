import Glibc

/// A text as C's `printf` formats it: references and scripts expect its digits, and Foundation is not worth linking for them.
public func formatted(_ format: String, _ arguments: any CVarArg...) -> String {
    withVaList(arguments) { list in
        var text = [CChar](repeating: 0, count: 512)
        // No line of ours is longer; one that were would end early.
        let length = vsnprintf(&text, text.count, format, list)
        let bytes = text.prefix(max(0, min(Int(length), text.count - 1))).map { UInt8(bitPattern: $0) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
