import Testing

@Suite struct TaskErrorTests {
    private func error(_ source: String) -> String {
        let errors = Expansion(source).errors
        return errors.count == 1 ? errors[0] : "\(errors)"
    }

    @Test func onlyAFunctionIsATask() {
        #expect(error("@Task var x: Int") == "1:1 a task is a function; put `@Task` before `func`")
    }

    @Test func aTaskIsNotGeneric() {
        #expect(error("@Task func f<T>(_ x: borrowing Field<T, 1>) {}").hasPrefix("1:13 a task cannot be generic"))
        #expect(error("@Task func f(_ x: some Numeric) {}").hasPrefix("1:19 a task cannot be generic"))
        #expect(error("@Task func f() -> some Numeric { 1 }").hasPrefix("1:19 a task's result has a named type"))
        #expect(error("enum E<T> { @Task static func f() {} }").hasPrefix("1:31 a task cannot be generic, nor stand in"))
    }

    @Test func aTaskBelongsToNoInstance() {
        #expect(error("struct S { @Task func f() {} }").hasPrefix("1:23 a task belongs to no instance"))
        #expect(error("func g() { @Task func f() {} }").hasPrefix("1:23 a task is global or static"))
    }

    @Test func parametersSayWhatTheTaskMayDo() {
        #expect(
            error("@Task func f(_ x: Field<Int, 1>) {}")
                == "1:19 how a task holds a field is its privilege; declare 'x' as `borrowing Field<Int, 1>` to read "
                + "or `inout Field<Int, 1>` to read and write")
        #expect(error("@Task func f(_ x: borrowing Discard<Int, 1>) {}").hasPrefix("1:19 Discard changes the field"))
        #expect(error("@Task func f(_ x: inout NoAccess<Int, 1>) {}").hasPrefix("1:19 NoAccess only names the field"))
        #expect(error("@Task func f(_ x: consuming Field<Int, 1>) {}").hasPrefix("1:19 a task cannot keep what it is lent"))
        #expect(error("@Task func f(_ x: inout Field<Int>) {}").contains("write `Field<Float, 1>`"))
        #expect(error("@Task func f(_ x: Int...) {}").hasPrefix("1:22 a task's parameters are counted"))
        #expect(error("@Task func f(_ x: inout Int) {}").contains("remove `inout` from 'x' and return the new value"))
        #expect(error("@Task func f(_ x: borrowing Region<V, 1>) async {}").contains("remove `borrowing`"))
    }

    @Test(arguments: ["Region<V, 1>", "Partition<V, 1>", "RegionField<Int, 1>", "PartitionField<Int, 1>", "Context"])
    func aLeafGetsNothingToLaunchWith(type: String) {
        #expect(error("@Task func f(_ x: \(type)) {}").hasPrefix("1:19 a synchronous task cannot launch"))
        #expect(error("@Task func f(_ x: \(type)) async {}") == "[]")
    }

    @Test func aLeafsValuesAreBytes() {
        for type in ["String", "[Int]", "[Int: Int]", "() -> Void", "any Error"] {
            #expect(error("@Task func f(_ x: \(type)) {}").hasPrefix("1:19 a synchronous task receives values as bytes"))
        }
        #expect(error("@Task func f(_ x: Future<Int>) {}").hasPrefix("1:19 a synchronous task cannot wait for a future"))
    }

    @Test(arguments: [
        "Region<V, 1>(0 ..< 3)", "Region(0 ..< 3)", "forEach(c) { _ in }", "r.partitioned(.equal)", "Cohort.forEach(c) { _ in }",
        "mustEpoch {}", "executionFence()", "x.region.fill(0)", "add(&x.region)",
    ])
    func launchingFromALeafIsRefusedAtTheCall(call: String) {
        let source = "@Task func f(_ x: inout Field<Int, 1>) {\n    let y = \(call)\n}"
        #expect(
            error(source).hasPrefix("2:\(call.hasPrefix("add") ? 18 : 13) launching from a leaf task: declare the task `async`"))
        #expect(error(source.replacing(") {\n", with: ") async {\n")) == "[]")
    }

    @Test func traitsAreHeld() {
        #expect(error("@Task(.leaf) func f() async {}").hasPrefix("1:19 a leaf task launches nothing"))
        #expect(error("@Task(.inner) func f() {}").hasPrefix("1:20 an inner task only launches others"))
        #expect(error("@Task(.leaf) func f() {}") == "[]")
        let head = "@Task(.inner) func f(_ x: inout Field<Int, 1>, _ y: borrowing Pair, n: Int) async"
        #expect(error("\(head) { g(&x.region, y.a.region, n) }") == "[]")
        #expect(error("\(head) { z.x = z.y }") == "[]")
        for use in ["x[0] = 1", "g(x)", "g(&x, 1)", "print(x.domain)", "print(y.region)", "print(y.a[0])"] {
            #expect(error("\(head) {\n    \(use)\n}").contains("an inner task touches no data itself"), "\(use)")
        }
    }

    @Test func otherCallsOfThoseNamesAreNone() {
        #expect(error("@Task func f(_ x: inout Field<Int, 1>, _ map: Map) { print(map.region, y.region) }") == "[]")
        #expect(error("@Task func f(_ x: inout Field<Int, 1>) { [1].forEach { print($0) } }") == "[]")
    }
}
