import Testing

@Suite struct TaskFormTests {
    @Test func anAsyncTaskCapturesItsValues() {
        let text = Expansion(
            """
            @Task func f(_ v: Region<Vec, 1>, _ y: inout Field<Int, 1>, named: String = "f", k: Int) async throws -> Int { k }
            """
        ).text
        #expect(!text.contains("__task_f"))
        #expect(
            text.contains(
                """
                    let builder = LaunchBuilder("f", nil, file: file, line: line)
                    builder.field(y, .readWrite)
                    builder.runAsynchronously { frame in
                        var y = Field<Int, 1>(frame, 0)
                        let result = try await f(v, &y, named: named, k: k)
                        frame.finish(with: result)
                    }
                    return builder.single()
                """))
        #expect(text.contains("_ y: inout RegionField<Int, 1>, named: String, k: some TaskArgument<Int>"))
        #expect(text.contains("named: String = \"f\", k: Int, file"))
        #expect(text.contains("await f(v, &y, named: named, k: frame.value(0, as: Int.self))"))
    }

    @Test func withoutFieldsAnIndexLaunchNamesItsDomain() {
        let text = Expansion("@Task func count(_ n: Int) -> Int { n }").text
        #expect(text.contains("func count(over domain: Domain, _ n: Int, file"))
        #expect(text.contains("builder.over(domain)\n    builder.value(n)"))
        #expect(text.contains("func count(over domain: Domain, _ n: some TaskArgument<Int>, file"))
    }

    @Test func aTaskWithNothingIsOnlyCalled() {
        let text = Expansion("@Task func rest() {}").text
        #expect(text.contains("func __task_rest(_ address: UnsafeMutableRawPointer) {\n    rest()\n}"))
        #expect(
            text.contains(
                """
                @_disfavoredOverload @discardableResult
                func rest(file: StaticString = #fileID, line: UInt32 = #line) -> Future<Void>
                """))
    }

    @Test func withFieldsTheArgumentsTellLaunchingFromCalling() {
        #expect(!Expansion("@Task func f(_ x: borrowing Field<Int, 1>) {}").text.contains("@_disfavoredOverload"))
        let text = Expansion("@Task func f(_ n: Int) {}").text
        #expect(text.contains("@_disfavoredOverload @discardableResult\nfunc f(_ n: Int, file"))
        #expect(!text.contains("@_disfavoredOverload @discardableResult\nfunc f(_ n: some"))
    }

    @Test func staticTasksOfNestedTypesKeepTheirAccess() {
        let text = Expansion(
            "extension Grid { enum Kernels { @available(Linux, *) @Task private static func f(_ k: Int) {} } }"
        ).text
        #expect(text.contains("@available(Linux, *)\nprivate static func __task_f("))
        #expect(text.contains("Grid.Kernels.__task_f($0)"))
    }

    @Test func namesNeverCollide() {
        let text = Expansion(
            "@Task func area(_ area: inout Field<Int, 1>, file: Int, _ frame: Int, _: borrowing Field<Int, 1>) {}"
        ).text
        #expect(text.contains("let frame_ = TaskFrame(address)"))
        #expect(text.contains("var area_ = Field<Int, 1>(frame_, 0)"))
        #expect(text.contains("let argument3 = Field<Int, 1>(frame_, 1)"))
        #expect(
            text.contains("area(&area_, file: frame_.value(0, as: Int.self), frame_.value(1, as: Int.self), argument3)"))
        #expect(text.contains("file_: StaticString = #fileID, line: UInt32 = #line"))
        #expect(text.contains("file: file_, line: line"))
    }
}
