import SwiftParser
import SwiftSyntax
import SwiftSyntaxMacroExpansion

@testable import CohortMacros

/// A source text with its macros expanded.
struct Expansion {
    /// The text without the attributes, followed by what they generated.
    let text: String
    /// Each error as `line:column message`.
    let errors: [String]

    init(_ source: String) {
        let macros: [String: MacroSpec] = [
            "FieldSpace": MacroSpec(type: FieldSpaceMacro.self, conformances: ["FieldSpace"]),
            "Access": MacroSpec(type: AccessMacro.self, conformances: ["AccessStruct"]),
            "Task": MacroSpec(type: TaskMacro.self),
            "Variant": MacroSpec(type: VariantMacro.self),
        ]
        let file = Parser.parse(source: source)
        let context = BasicMacroExpansionContext(sourceFiles: [file: .init(moduleName: "Tests", fullFilePath: "Test.swift")])
        let expanded = file.expand(
            macroSpecs: macros,
            contextGenerator: { BasicMacroExpansionContext(sharingWith: context, lexicalContext: $0.allMacroLexicalContexts()) },
            indentationWidth: .spaces(4))
        text = expanded.description
        errors = context.diagnostics.map {
            let place = context.location(for: $0.position, anchoredAt: $0.node, fileName: "Test.swift")
            return "\(place.line):\(place.column) \($0.message)"
        }
    }
}
