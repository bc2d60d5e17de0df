import CohortDiagnostics

/// What somebody says of a machine; what is nil is left to others, and in the end to the computer itself.
///
/// A setting has one name everywhere. `memory`, for example, is said by the first of these that says it:
///
/// 1. the program: `settings.memory = .gibibytes(1)`
/// 2. the command line: `--cohort-memory 1GiB`; `--workers W` is short for `--cohort-cpus W`
/// 3. a description on the command line: `--cohort-machine "memory 1GiB, gpus 2"`, or `--cohort-machine FILE`
/// 4. the environment: `COHORT_MEMORY=1GiB`
/// 5. a description in the environment: `COHORT_MACHINE`, likewise
/// 6. the file `cohort.machine` in the folder where the program is started
/// 7. this computer; and where it has no say, a default
///
/// Once `nodes` is said, the machine is made up: nodes and their distances are then no longer this computer's.
public struct MachineSettings: Sendable {
    /// NUMA nodes, 1 to 64. By default those of this computer.
    public var nodes: Int?
    /// How far made-up nodes are from each other, where 10 means not at all; 10 to 254, and 20 by default.
    public var distance: Int?
    /// CPU workers, 1 to 4096, spread evenly over the nodes. By default one for each processor that this process may use.
    public var cpus: Int?
    /// Processors for the runtime's own work, at most 4096; by default none.
    public var utility: Int?
    /// Processors for tasks that wait for files and networks, at most 4096; by default none.
    public var io: Int?
    /// OpenMP groups, at most 256; by default none.
    public var openMP: Int?
    /// Threads of each OpenMP group, 1 to 4096. By default the CPU workers, divided among the groups.
    public var openMPThreads: Int?
    /// GPUs, at most 64, spread evenly over the nodes; by default none.
    public var gpus: Int?
    /// How many CPU workers each GPU computes like, where it is known how long tasks take on those; 1 to 1000000, and 20 by default.
    public var gpuSpeed: Int?
    /// Python processors, at most 1: a process has one interpreter. By default none.
    public var python: Int?

    /// The capacity of main memory. By default all that this computer has, or that a control group leaves of it.
    public var memory: ByteCount?
    /// The capacity of each node's memory. By default what this computer's nodes have, or an equal share of `memory`.
    public var nodeMemory: ByteCount?
    /// The capacity of registered memory; by default there is none.
    public var registered: ByteCount?
    /// The capacity of zero-copy memory. By default as `memory` where there are GPUs, else none.
    public var zeroCopy: ByteCount?
    /// The capacity of each GPU's framebuffer; by default as `memory`.
    public var framebuffer: ByteCount?
    /// The capacity of disk memory; by default there is none.
    public var disk: ByteCount?
    /// The capacity of file memory; by default there is none.
    public var file: ByteCount?

    /// A processor's bandwidth to main memory of its own node; 20 GB/s by default.
    public var bandwidth: Bandwidth?
    /// A processor's latency to main memory of its own node; 90 ns by default.
    public var latency: Duration?
    /// The bandwidth between main memory and devices; 25 GB/s by default.
    public var linkBandwidth: Bandwidth?
    /// The latency between main memory and devices; 1 µs by default.
    public var linkLatency: Duration?
    /// A GPU's bandwidth to its framebuffer; 2 TB/s by default.
    public var framebufferBandwidth: Bandwidth?
    /// A GPU's latency to its framebuffer; 500 ns by default.
    public var framebufferLatency: Duration?
    /// The bandwidth between main memory and disks; 2 GB/s by default.
    public var diskBandwidth: Bandwidth?
    /// The latency between main memory and disks; 100 µs by default.
    public var diskLatency: Duration?

    /// What is said of single parts, in the order in which it counts.
    var details: [Detail] = []

    /// Nothing is said.
    public init() {}

    /// What a description says, such as `nodes 4, cpus 8, gpus 2, framebuffer 1GiB`.
    ///
    /// Statements stand on lines of their own or between commas; `#` begins a comment. A statement is a setting's name and its value,
    /// or speaks of single parts:
    ///
    ///     place cpu 3 node 1                            # also gpu, utility, …
    ///     capacity framebuffer 1 512MiB                 # or node; without a number, of all
    ///     affinity gpu 0 to zero-copy 12GB/s 2us        # also between two memories, and then both ways
    ///     affinity gpu to framebuffer 1 none            # without a number, of all
    ///     affinity none                                 # from here on only what is said counts
    ///
    /// - Throws: `machine.unknown-setting`, `machine.bad-value`. Whether there can be such a machine is found when one is made.
    public init(_ description: String, file: StaticString = #fileID, line: UInt32 = #line) throws(CohortError) {
        self = try Description.layer(description, .init(SourceLocation(file: file, line: line))).settings
    }
}
