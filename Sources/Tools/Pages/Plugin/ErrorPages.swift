import Foundation
import PackagePlugin

/// Makes Swift of `Documentation/Errors` at build time: the texts that `cohort explain` prints, and for the tests the
/// examples as programs that are compiled.
@main
struct ErrorPages: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let folder = context.package.directoryURL.appending(path: "Documentation/Errors")
        let pages = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "md" && $0.lastPathComponent != "README.md" }
            .sorted { $0.path < $1.path }
        let isTest = (target as? any SourceModuleTarget)?.kind == .test
        let names = isTest ? ["Examples.swift"] + pages.flatMap(exampleNames) : ["ErrorTexts.swift"]
        let outputs = names.map { context.pluginWorkDirectoryURL.appending(path: $0) }
        return [
            .buildCommand(
                displayName: "Reading the pages of errors", executable: try context.tool(named: "page-generator").url,
                arguments: [isTest ? "examples" : "texts", context.pluginWorkDirectoryURL.path] + pages.map(\.path),
                inputFiles: pages, outputFiles: outputs)
        ]
    }

    /// The generator names its files likewise.
    private func exampleNames(_ page: URL) -> [String] {
        let code = page.deletingPathExtension().lastPathComponent
        return ["\(code).wrong.swift", "\(code).right.swift"]
    }
}
