/// Copies between instances.
///
/// Each is made for a task of its own that reads, in the target, the data that the copy brings: before the operation that needs them, or
/// behind the one that left them. So Legion Spy asks for each copy who needs it, and what it must wait for.
struct SpyTransfers {
    private let log: Log
    private let spaces: SpySpaces
    private let program: SpyProgram
    private let copies: MergedCopies
    private let memory: SpyMemory
    private let borrowed: SpyBorrowed

    init(_ log: Log, _ spaces: SpySpaces, _ program: SpyProgram, _ copies: MergedCopies, _ memory: SpyMemory) {
        self.log = log
        self.spaces = spaces
        self.program = program
        self.copies = copies
        self.memory = memory
        borrowed = SpyBorrowed(log)
    }

    func write(_ text: inout SpyText) {
        for instance in log.instances.values.sorted(by: { $0.number < $1.number }) { write(instance, &text) }
        for (index, copy) in copies.all.enumerated() where !memory.unwrittenCopies.contains(index) {
            guard let task = program.copies[index] else { continue }
            write(copy, task, &text)
        }
        writeArrivals(&text)
    }

    private func write(_ instance: Log.Instance, _ text: inout SpyText) {
        guard let space = spaces.space(ofInstance: instance.number) else { return }
        let number = SpyMemory.number(instance.number).hex
        text.line("Physical Instance \(number) \(number) 1 0 \(space) \(instance.region) \(instance.region)")
        for field in instance.fields { text.line("Physical Instance Field \(number) \(field)") }
    }

    private func write(_ copy: MergedCopies.Copy, _ task: Int, _ text: inout SpyText) {
        guard let space = spaces.space(of: copy.area, in: copy.region) else { return }
        let region = copy.region
        // Of a task that is replayed Legion Spy does not ask whether each copy was needed.
        if borrowed.contains(copy) { text.line("Replay Operation \(task)") }
        let source = SpyMemory.number(copy.source).hex, target = SpyMemory.number(copy.target).hex
        let (ready, done) = (SpyEvents.ready(task), SpyEvents.begin(task))
        text.line("Copy Events \(task) \(space) \(region) \(region) \(ready) \(done) 0")
        text.line("Logical Requirement \(task) 0 1 \(space.hex) \(region) \(region) 1 0 0 \(spaces.nowhere.hex)")
        for field in copy.fields {
            text.line("Copy Field \(done) \(field) \(source) \(field) \(target) 0")
            text.line("Logical Requirement Field \(task) 0 \(field)")
            text.line("Mapping Decision \(task) 0 \(field) \(target)")
        }
    }

    /// Whoever finds data in an instance that a copy brought for another waits for that copy; the log does not say so, but when each began.
    private func writeArrivals(_ text: inout SpyText) {
        // By instance, the tasks that use it, and when they began to.
        var uses: [Int: [Int: Int]] = [:]
        for placement in log.placements {
            guard let task = program.numbers[placement.operation], let run = log.runs[placement.operation] else { continue }
            uses[placement.instance, default: [:]][task] = run.begin
        }
        // The last first, so that a copy meets only later ones, even where the clock did not move.
        for (index, copy) in copies.all.enumerated().reversed() {
            guard let task = program.copies[index] else { continue }
            for (user, begin) in (uses[copy.target] ?? [:]).sorted(by: { $0.key < $1.key }) where begin >= copy.end {
                text.line("Event Event \(SpyEvents.begin(task)) \(SpyEvents.ready(user))")
            }
            for instance in [copy.source, copy.target] { uses[instance, default: [:]][task] = copy.begin }
        }
    }
}
