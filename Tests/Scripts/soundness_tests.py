#!/usr/bin/env python3
"""Each rule of Scripts/soundness on a small tree of its own: what it must find, and what it must leave alone."""

import os
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
SCRIPT = os.path.join(HERE, "..", "..", "Scripts", "soundness")

MANIFEST = """
let package = Package(name: "p", targets: [
    .target(name: "Shapes", path: "Sources/Ground/Shapes"),
    .target(name: "Regions", dependencies: ["Shapes"], path: "Sources/Data/Regions"),
    .target(name: "Arrays", dependencies: [.target(name: "Shapes")], path: "Sources/Array", packageAccess: false),
])
"""
TABLE = """
| folder | may import | sees |
|---|---|---|
| `Sources/Ground` | Ground | package |
| `Sources/Data` | Ground, Data | package |
| `Sources/Array` | Ground/Shapes, Num* | public |
"""
TO_DO = "TO" + "DO"


class Soundness(unittest.TestCase):
    def findings(self, check, files):
        with tempfile.TemporaryDirectory() as root:
            files = {"Package.swift": MANIFEST, "Documentation/Architecture/Layers.md": TABLE, **files}
            for path, content in files.items():
                os.makedirs(os.path.dirname(os.path.join(root, path)) or root, exist_ok=True)
                with open(os.path.join(root, path), "w") as file:
                    file.write(content)
            subprocess.run(["git", "init", "-q", root], check=True)
            run = subprocess.run([sys.executable, SCRIPT, check], capture_output=True, text=True,
                                 env={**os.environ, "SOUNDNESS_ROOT": root})
            lines = [line.strip() for line in run.stdout.splitlines()[1:]]
            self.assertEqual(run.returncode, 1 if lines else 0, run.stdout + run.stderr)
            return lines

    def assertFinds(self, start, check, files):
        lines = self.findings(check, files)
        self.assertEqual(len(lines), 1, lines)
        self.assertTrue(lines[0].startswith(start), lines)

    def assertSilent(self, check, files):
        self.assertEqual(self.findings(check, files), [])

    def test_an_upward_import_is_found_at_its_line(self):
        self.assertFinds("Sources/Ground/Shapes/A.swift:2: imports Regions", "layers",
                         {"Sources/Ground/Shapes/A.swift": "// one\npackage import struct Regions.R\n"})

    def test_downward_imports_patterns_and_the_standard_library_pass(self):
        self.assertSilent("layers", {"Sources/Data/Regions/A.swift": "import Shapes\nimport Synchronization\n@testable import Regions\n",
                                     "Sources/Array/B.swift": "public import Numerics\nlet text = \"import Regions\"\n// import Regions\n"})

    def test_foundation_needs_permission(self):
        self.assertFinds("Sources/Ground/Shapes/A.swift:1: imports Foundation", "layers",
                         {"Sources/Ground/Shapes/A.swift": "import Foundation\n"})

    def test_a_folder_without_a_row_is_found(self):
        self.assertFinds("Sources/New/A.swift:1: no row", "layers", {"Sources/New/A.swift": "let a = 1\n"})

    def test_a_forbidden_edge_of_the_manifest_is_found(self):
        manifest = MANIFEST.replace('name: "Shapes",', 'name: "Shapes", dependencies: ["Regions"],')
        self.assertFinds("Package.swift:3: Shapes depends on Regions", "layers", {"Package.swift": manifest})

    def test_a_public_layer_must_give_up_package_access(self):
        manifest = MANIFEST.replace(", packageAccess: false", "")
        self.assertFinds("Package.swift:5: Arrays may only see", "layers", {"Package.swift": manifest})

    def test_an_undocumented_public_declaration_is_found(self):
        for declaration in ["public func f() {}", "@inlinable public static var a: Int { 1 }", "public private(set) var a = 1",
                            "open class C {}", "public init() {}", "nonisolated(unsafe) public let a = 1",
                            "@available(*, deprecated, message: \"(\") public func f() {}"]:
            with self.subTest(declaration):
                self.assertFinds("Sources/Ground/A.swift:2: public", "documentation",
                                 {"Sources/Ground/A.swift": f"// plain\n{declaration}\n"})

    def test_documentation_may_stand_above_attributes(self):
        self.assertSilent("documentation", {"Sources/Ground/A.swift": (
            "/// Adds.\n@inlinable\n@available(\n    *, deprecated\n)\n// SAFETY: none\npublic func f() {}\n"
            "let text = \"\"\"\npublic func g() {}\n\"\"\"\npackage func h() {}\n")})

    def test_members_of_a_conformance_need_none_but_those_after_it_do(self):
        self.assertFinds("Sources/Ground/A.swift:4: public func g", "documentation", {"Sources/Ground/A.swift": (
            "extension A: Sequence where B: C {\n    public func f() { if true {} }\n}\npublic func g() {}\n")})

    def test_unfinished_work_is_found(self):
        self.assertFinds("Sources/Ground/A.swift:1: finish it", "finished", {"Sources/Ground/A.swift": f"// {TO_DO}: more\n"})

    def test_a_stop_needs_its_reason(self):
        self.assertFinds("Sources/Ground/A.swift:1: try! stops", "finished", {"Sources/Ground/A.swift": "let a = try! f()\n"})
        self.assertSilent("finished", {"Sources/Ground/A.swift": (
            "// our bug: f accepts every literal.\nlet a = try! f()\nlet b = c as! D  // our bug: checked above\n"
            "let text = \"fatalError \\(g(\"as!\")) try!\"  // fatalError in prose\n")})

    def test_a_long_file_is_found(self):
        self.assertFinds("Sources/Ground/A.swift:601:", "size", {"Sources/Ground/A.swift": "\n" * 601})
        self.assertSilent("size", {"Sources/Ground/A.swift": "\n" * 600})

    def test_machine_paths_and_build_products_are_found(self):
        self.assertFinds("README.md:1: names a path", "words", {"README.md": "see /" + "work/x\n"})
        self.assertFinds("a.o:1: a build product", "words", {"a.o": ""})
        self.assertSilent("words", {"README.md": "Sources/work/x and $(HOME)/work/x\n"})

    def test_a_lock_that_the_sanitizer_cannot_see_is_found(self):
        self.assertFinds("Tests/A.swift:1: Mutex", "locks", {"Tests/A.swift": "let a = Mutex<Int>(0)\n"})
        self.assertSilent("locks", {"Tests/A.swift": "// As Mutex(0).\nlet a = Locked(0)\n"})

    def test_a_code_without_its_page_is_found(self):
        codes = {"Sources/Ground/Diagnostics/Codes.swift": 'static let a = Self(rawValue: "part.kind")\n'}
        page = {"Documentation/Errors/part.kind.md": "# part.kind: it went wrong\n"}
        listed = {"Documentation/Errors/README.md": "- [`part.kind`](part.kind.md): it went wrong\n"}
        self.assertFinds("Sources/Ground/Diagnostics/Codes.swift:1: the code 'part.kind' has no page", "pages", codes)
        self.assertFinds("Documentation/Errors/README.md:1: the page of 'part.kind' is not listed", "pages", {**codes, **page})
        self.assertFinds("Documentation/Errors/b.md:1: ", "pages",
                         {**codes, **page, **listed, "Documentation/Errors/b.md": "# b: another\n"})
        self.assertSilent("pages", {**codes, **page, **listed})

    def test_formatting_is_checked(self):
        self.assertSilent("format", {"Sources/Ground/A.swift": "let a = 1\n"})
        self.assertTrue(self.findings("format", {"Sources/Ground/A.swift": "let a = 1;\n", ".swift-format": "{\"version\": 1}"}))


if __name__ == "__main__":
    unittest.main()
