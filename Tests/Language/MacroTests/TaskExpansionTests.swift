import Testing

@Suite struct TaskExpansionTests {
    @Test func aLeafGetsAThunkAndFourLaunches() {
        let expansion = Expansion(
            """
            @Task func saxpy(_ x: borrowing Field<Float, 1>, _ y: inout Field<Float, 1>, a: Float = 1) -> Float { a }
            """)
        #expect(expansion.errors == [])
        #expect(
            expansion.text == """
                func saxpy(_ x: borrowing Field<Float, 1>, _ y: inout Field<Float, 1>, a: Float = 1) -> Float { a }

                func __task_saxpy(_ address: UnsafeMutableRawPointer) {
                    let frame = TaskFrame(address)
                    let x = Field<Float, 1>(frame, 0)
                    var y = Field<Float, 1>(frame, 1)
                    let result = saxpy(x, &y, a: frame.value(0, as: Float.self))
                    frame.finish(with: result)
                }

                @discardableResult
                func saxpy(_ x: RegionField<Float, 1>, _ y: inout RegionField<Float, 1>, a: Float = 1, \
                file: StaticString = #fileID, line: UInt32 = #line) -> Future<Float> {
                    let builder = LaunchBuilder("saxpy", __task_saxpy, file: file, line: line)
                    builder.field(x, .read)
                    builder.field(y, .readWrite)
                    builder.value(a)
                    builder.marked(replicable: true)
                    return builder.single()
                }

                @discardableResult
                func saxpy(_ x: RegionField<Float, 1>, _ y: inout RegionField<Float, 1>, a: some TaskArgument<Float>, \
                file: StaticString = #fileID, line: UInt32 = #line) -> Future<Float> {
                    let builder = LaunchBuilder("saxpy", __task_saxpy, file: file, line: line)
                    builder.field(x, .read)
                    builder.field(y, .readWrite)
                    builder.argument(a)
                    builder.marked(replicable: true)
                    return builder.single()
                }

                @discardableResult
                func saxpy(_ x: some FieldArgument<Column<Float, 1>>, _ y: inout some FieldArgument<Column<Float, 1>>, \
                a: Float = 1, file: StaticString = #fileID, line: UInt32 = #line) -> FutureMap<Float> {
                    let builder = LaunchBuilder("saxpy", __task_saxpy, file: file, line: line)
                    builder.field(x, .read)
                    builder.field(y, .readWrite)
                    builder.value(a)
                    builder.marked(replicable: true)
                    return builder.index()
                }

                @discardableResult
                func saxpy(_ x: some FieldArgument<Column<Float, 1>>, _ y: inout some FieldArgument<Column<Float, 1>>, \
                a: some TaskArgument<Float>, file: StaticString = #fileID, line: UInt32 = #line) -> FutureMap<Float> {
                    let builder = LaunchBuilder("saxpy", __task_saxpy, file: file, line: line)
                    builder.field(x, .read)
                    builder.field(y, .readWrite)
                    builder.argument(a)
                    builder.marked(replicable: true)
                    return builder.index()
                }
                """)
    }

    @Test func withoutResultAndValuesOnlyTwoLaunchesRemain() {
        let text = Expansion("@Task func clear(_ x: inout Discard<Float, 2>) {}").text
        #expect(text.contains("    var x = Discard<Float, 2>(frame, 0)\n    clear(&x)\n}"))
        #expect(text.contains("-> Future<Void>") && text.contains("-> FutureMap<Void>"))
        #expect(text.contains("builder.field(x, .discard)"))
        #expect(text.split(separator: "@discardableResult").count == 3)
    }

    @Test func everyAccessorAsksForItsPrivilege() {
        let text = Expansion(
            "@Task func f(_ r: inout Reduce<Sum<Int>, N>, w: inout Cohort.Write<Int, 1>, n: borrowing NoAccess<Int, 1>) {}"
        ).text
        #expect(text.contains("_ r: inout RegionField<Sum<Int>.Element, N>"))
        #expect(text.contains("builder.field(r, .reduce(Sum<Int>.self))"))
        #expect(text.contains("builder.field(w, .write)"))
        #expect(text.contains("n: RegionField<Int, 1>") && text.contains("builder.field(n, .none)"))
        #expect(text.contains("f(&r, w: &w, n: n)"))
    }

    @Test func accessStructsCountTheirOwnColumns() {
        let text = Expansion(
            "@Task func f(_ x: borrowing Field<Int, 1>, _ z: inout Zones, p: borrowing Points, y: inout Field<Int, 1>) {}"
        ).text
        #expect(text.contains("var z = Zones(frame, 1)"))
        #expect(text.contains("let p = Points(frame, 1 + Zones.columnCount)"))
        #expect(text.contains("var y = Field<Int, 1>(frame, 1 + Zones.columnCount + Points.columnCount)"))
        #expect(text.contains("_ z: Zones.Whole, p: Points.Whole"))
        #expect(text.contains("_ z: some RegionArgument<Zones.Key>, p: some RegionArgument<Points.Key>"))
        #expect(text.contains("Zones.require(builder, z)\n    Points.require(builder, p)"))
    }

    @Test func aThrowingLeafFailsItsFrame() {
        let text = Expansion("@Task func f(_ x: borrowing Field<Int, 1>) throws -> Int { 1 }").text
        #expect(
            text.contains(
                """
                    do {
                        let x = Field<Int, 1>(frame, 0)
                        let result = try f(x)
                        frame.finish(with: result)
                    } catch {
                        frame.fail(error)
                    }
                """))
    }
}

/// Further bodies of tasks.
@Suite struct VariantExpansionTests {
    @Test func aVariantGetsAThunkAndItsSignature() {
        let expansion = Expansion(
            """
            enum E {
                @Variant static func f(_ x: borrowing StridedField<Float, 2>, _ y: inout Access, _ z: inout Discard<Int, 1>, n: Int) {}
            }
            """)
        #expect(expansion.errors == [])
        #expect(expansion.text.contains("static func __task_f(_ address: UnsafeMutableRawPointer) {"))
        #expect(
            expansion.text.contains(
                """
                    static var __variant_f: TaskVariant<(borrowing Field<Float, 2>, inout Access, inout Discard<Int, 1>, Int) -> Void> {
                        TaskVariant("f", {
                                E.__task_f($0)
                            }, strided: [true] + Array(repeating: nil, count: Access.columnCount) + [false])
                    }
                """), "\(expansion.text)")
    }

    @Test func aTaskNamesItsVariantsInOrder() {
        let text = Expansion(
            """
            @Task(.replicable, .variant(g, for: .gpu), .variant(E.h, for: kind)) func f(_ x: inout StridedField<Float, 1>) {}
            """
        ).text
        let signature = "(inout Field<Float, 1>) -> Void"
        #expect(text.contains("builder.field(x, .readWrite.strided)"))
        #expect(
            text.contains(
                "builder.variants {\n        [TaskVariant<\(signature)>(__variant_g, on: .gpu), TaskVariant<\(signature)>(E.__variant_h, on: kind)]\n    }"
            ), "\(text)")
        #expect(text.contains("builder.marked(replicable: true)"))
    }
}
