import CohortMachineModel

extension MachineModel {
    /// Where data lie that tasks use at the same time: the main memory that all processors reach.
    public var sharedMemory: Memory { memory(.zeroCopy) ?? systemMemory }
}

extension MachineModel.Processor {
    /// Whether it runs the bodies that Swift compiles: CPU workers, OpenMP groups, threads that wait for files, and devices that only
    /// the books have.
    public var runsBodies: Bool {
        switch kind {
        case .cpu, .openMP, .io: true
        case .gpu: isNull
        case .utility, .python: false
        }
    }
}
