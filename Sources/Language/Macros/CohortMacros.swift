import SwiftCompilerPlugin
import SwiftSyntaxMacros

/// The compiler plug-in: what each attribute of the language face expands to.
@main
struct CohortMacros: CompilerPlugin {
    let providingMacros: [any Macro.Type] = [FieldSpaceMacro.self, AccessMacro.self, TaskMacro.self, VariantMacro.self]
}
