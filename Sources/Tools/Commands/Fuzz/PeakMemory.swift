import Glibc

/// The most memory that the process has had at any time.
enum PeakMemory {
    /// Rounded up.
    static var mebibytes: Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        // Linux counts kibibytes.
        return (usage.ru_maxrss + 1023) / 1024
    }
}
