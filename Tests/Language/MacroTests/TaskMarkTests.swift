import Testing

@Suite struct TaskMarkTests {
    private func error(_ source: String) -> String {
        let errors = Expansion(source).errors
        return errors.count == 1 ? errors[0] : "\(errors)"
    }

    /// What generated launches say of the task.
    private func marks(_ source: String) -> String {
        let expansion = Expansion(source)
        guard expansion.errors.isEmpty else { return "\(expansion.errors)" }
        return String(expansion.text.firstMatch(of: /builder\.marked\((.*)\)/)?.1 ?? "none")
    }

    private static let both = "idempotent: true, replicable: true"

    @Test func privilegesDecideWhatMayRunTwice() {
        let uses = [
            "borrowing Field<Int, 1>": Self.both, "inout Discard<Int, 1>": Self.both, "inout Write<Int, 1>": Self.both,
            "borrowing NoAccess<Int, 1>": Self.both, "borrowing Pair": Self.both, "Int": Self.both,
            "inout Field<Int, 1>": "replicable: true", "inout Reduce<Sum<Int>, 1>": "replicable: true",
            "inout Pair": "replicable: true",
        ]
        for (use, expected) in uses { #expect(marks("@Task func f(_ x: \(use)) {}") == expected, "\(use)") }
    }

    @Test(arguments: [
        "for i in y.domain { y[i] = sqrt(x[i]) * Double(k) + .pi }", "let sum = x.domain.reduce(0) { $0 + x[$1] }; y[0] = sum",
        "func half(_ v: Double) -> Double { v / 2 }; y[0] = half(x[0]).rounded(.up)", "if let a = [1.0, 2].max() { y[0] = a }",
        "y[Point(0)] = Int.max > k ? Swift.abs(x[0]) : Double.infinity", "let f = { (a: Double) in -a }; y[0] = f(x[0])",
        "let pair = (k, 2.0); y[0] = pair.1; precondition(k > 0)", "y[0] = [x].map(\\.first)[0]",
    ])
    func computationHasBothMarks(body: String) {
        #expect(
            marks("@Task func f(_ x: borrowing Field<Double, 1>, _ y: inout Discard<Double, 1>, k: Int) { \(body) }") == Self.both
        )
    }

    @Test(arguments: [
        "helper(x[0])", "y[0] = table[0]", "x.spread(1)", "y[0] = x[0] <+> 1", "y[0] = Model.shared.k", "y[0] = #constant",
        "throw Refused()",
    ])
    func whatIsNotSeenGivesNoMarks(body: String) {
        let head = "func f(_ x: borrowing Field<Double, 1>, _ y: inout Discard<Double, 1>) throws"
        #expect(marks("@Task \(head) { \(body) }") == "none")
        #expect(marks("@Task(.idempotent) \(head) { \(body) }") == "idempotent: true")
        #expect(marks("@Task(.replicable, .idempotent) \(head) { \(body) }") == Self.both)
    }

    @Test func tasksThatLaunchAreMarkedByDeclarationOnly() {
        #expect(marks("@Task func f(_ n: Int) async {}") == "none")
        #expect(marks("@Task(.replicable) func f(_ n: Int) async { g(n) }") == "replicable: true")
        #expect(marks("@Task(.inner, .replicable) func f(_ x: inout Field<Int, 1>) async { g(&x.region) }") == "replicable: true")
    }

    @Test func fieldsThatAreChangedAreNotWrittenTwice() {
        #expect(
            error("@Task(.idempotent) func f(_ x: inout Field<Int, 1>) {}")
                == "1:32 an idempotent task may run twice, and leaves what it leaves after one run, but 'x' is read and written; "
                + "write to `inout Discard<…>` or `inout Write<…>` instead, or remove the trait `.idempotent`")
        #expect(
            error("@Task(.idempotent) func f(_ x: inout Reduce<Sum<Int>, 1>) {}")
                .contains("but a second run would fold into 'x' again"))
        #expect(marks("@Task(.idempotent) func f(_ x: inout Pair) {}") == Self.both)
    }

    private static let spoilers: [(code: String, clause: String, idempotent: Bool, replicable: Bool)] = [
        ("print(1)", "'print' writes to the world outside", true, false),
        ("Swift.print(1)", "'print' writes to the world outside", true, false),
        ("exit(1)", "'exit' writes to the world outside", true, false),
        ("_ = readLine()", "'readLine' reads from the world outside", true, true),
        ("_ = Int.random(in: 0 ..< 3)", "'random' is another value each time", true, true),
        ("_ = [1].shuffled()", "'shuffled' is another value each time", true, true),
        ("_ = SystemRandomNumberGenerator()", "'SystemRandomNumberGenerator' is another value each time", true, true),
        ("_ = ContinuousClock.now", "'ContinuousClock' asks for the time", true, true),
        ("_ = Clocks.now", "'now' asks for the time", true, true),
        ("_ = k.isReady", "'isReady' tells how far others have come", true, true),
        ("_ = k.hashValue", "'hashValue' says where the task runs", false, true),
        ("_ = getpid()", "'getpid' says where the task runs", false, true),
        ("for v in Set([1]) {}", "'Set([1])' has an order that varies", false, true),
        ("let s: Set = [1]; for v in s {}", "'s' has an order that varies", false, true),
        ("let d = [1: 2]; for (a, b) in d {}", "'d' has an order that varies", false, true),
        ("let d = [Int: Int](); for a in d.keys {}", "'d.keys' has an order that varies", false, true),
        ("let d = Dictionary<Int, Int>(); d.forEach { _ in }", "'d.forEach' has an order that varies", false, true),
        ("let s = Set<Int>(); _ = s.first", "'s.first' has an order that varies", false, true),
        ("try pointBarrier()", "'pointBarrier' is counted by other tasks", true, false),
        ("try k.arrive()", "'arrive' is counted by other tasks", true, false),
        ("launching(arrivingAt: [k]) {}", "'arrivingAt' is counted by other tasks", true, false),
        ("k.destroy()", "'destroy' changes what data there are", true, false),
    ]

    @Test(arguments: 0 ..< spoilers.count) func whatSpoilsAMarkIsNamed(number: Int) {
        let (code, clause, idempotent, replicable) = Self.spoilers[number]
        for (mark, isSpoiled) in [("idempotent", idempotent), ("replicable", replicable)] {
            let text = error("@Task(.\(mark)) func f(_ k: Int) async throws {\n    let a = 1\n    \(code)\n}")
            if isSpoiled {
                #expect(
                    text.hasPrefix("3:") && text.contains("\(mark) task") && text.contains("but \(clause)"), "\(code): \(text)")
                #expect(text.hasSuffix("or remove the trait `.\(mark)`"))
            } else {
                #expect(text == "[]", "\(code)")
            }
        }
        #expect(error("@Task func f(_ k: Int) async throws { \(code) }") == "[]")
    }

    @Test func orderThatDoesNotMatterSpoilsNothing() {
        let head = "@Task(.replicable) func f(_ names: Set<Int>) async"
        #expect(error("\(head) { for n in names.sorted() { g(n) } }") == "[]")
        #expect(error("\(head) { g(names.contains(3), names.count) }") == "[]")
        #expect(error("\(head) {\n    for n in names { g(n) } }").hasPrefix("2:14 a replicable task does the same"))
        #expect(error("@Task(.replicable) func f(_ print: Int) async { g(print) }") == "[]")
    }
}
