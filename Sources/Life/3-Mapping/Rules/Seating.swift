import CohortMachineModel

/// Gives tasks that run at the same time a processor each, as long as there is a way to.
struct Seating {
    private var owners: [MachineModel.Processor.ID: Int] = [:]
    private var choices: [Int: [MachineModel.Processor.ID]] = [:]
    private let taken: Set<MachineModel.Processor.ID>

    init(taken: [MachineModel.Processor.ID]) { self.taken = Set(taken) }

    /// Finds one among `choices` for a task, moving others to others of theirs if need be; false when there is no way.
    ///
    /// - Complexity: O(tasks × processors).
    mutating func seat(_ task: Int, on choices: [MachineModel.Processor.ID]) -> Bool {
        self.choices[task] = choices
        var tried = taken
        return move(task, &tried)
    }

    private mutating func move(_ task: Int, _ tried: inout Set<MachineModel.Processor.ID>) -> Bool {
        for processor in choices[task] ?? [] where tried.insert(processor).inserted {
            if owners[processor].map({ move($0, &tried) }) ?? true {
                owners[processor] = task
                return true
            }
        }
        return false
    }

    func processor(of task: Int) -> MachineModel.Processor.ID? { owners.first { $0.value == task }?.key }
}
