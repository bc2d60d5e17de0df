/// Text in the language of Graphviz, line by line.
///
/// Names of nodes and styles are ours, and hold nothing that needs care. Labels come from programs, and may hold anything.
struct DotText {
    private(set) var text = ""
    private var depth = 0

    /// Begins the picture; what belongs to it follows, and then `close`.
    mutating func openGraph(_ title: [String]) {
        open("digraph cohort")
        line("graph \(Self.attributes(title, ["compound": "true", "labelloc": "t", "fontname": "Helvetica"]))")
        line("node \(Self.attributes([], ["shape": "box", "fontname": "Helvetica", "fontsize": "10", "style": "filled"]))")
        line("edge \(Self.attributes([], ["fontname": "Helvetica", "fontsize": "8"]))")
    }

    /// Begins a box around what follows until `close`.
    mutating func openBox(_ name: String, _ label: [String], _ style: [String: String] = [:]) {
        open("subgraph \"cluster_\(name)\"")
        line("graph \(Self.attributes(label, style))")
    }

    /// Ends a box, or the picture.
    mutating func close() {
        depth -= 1
        line("}")
    }

    /// Adds a node; its label has a line for each text.
    mutating func node(_ name: String, _ label: [String], _ style: [String: String] = [:]) {
        line("\"\(name)\" \(Self.attributes(label, style))")
    }

    /// Adds an edge between nodes that are there.
    mutating func edge(_ first: String, _ second: String, _ label: [String] = [], _ style: [String: String] = [:]) {
        line("\"\(first)\" -> \"\(second)\" \(Self.attributes(label, style))")
    }

    private mutating func open(_ head: String) {
        line("\(head) {")
        depth += 1
    }

    private mutating func line(_ line: String) { text += String(repeating: "  ", count: depth) + line + "\n" }

    private static func attributes(_ label: [String], _ style: [String: String]) -> String {
        let words = style.sorted { $0.key < $1.key }.map { "\($0.key)=\"\($0.value)\"" }
        let lines = label.map(escape).joined(separator: "\\n")
        return "[\((label.isEmpty ? words : ["label=\"\(lines)\""] + words).joined(separator: ", "))]"
    }

    /// A text as a label shows it. Graphviz gives backslashes and ampersands a meaning of their own; other control characters would
    /// end lines, or the whole file.
    private static func escape(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case "\"": escaped += "\\\""
            case "&": escaped += "&amp;"
            default: escaped.unicodeScalars.append(scalar.properties.generalCategory == .control ? " " : scalar)
            }
        }
        return escaped
    }
}
