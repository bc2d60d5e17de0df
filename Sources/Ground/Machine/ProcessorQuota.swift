extension SystemFiles {
    /// The processors' worth of time that the control groups of this process grant it; nothing when none limits it.
    ///
    /// A limit of any enclosing group binds as well, so the least one counts. Inside a container the path that the system
    /// gives may be one of the host, and absent; the walk upwards then ends at the container's own group.
    func processorQuota() -> Double? {
        controlGroups(of: "cpu").compactMap { quota(in: $0, unified: $1) }.min()
    }

    /// The bytes of memory that the control groups of this process grant it, likewise.
    func memoryLimit() -> Int? {
        // Version 1 says "unlimited" by a number that no computer has.
        controlGroups(of: "memory").compactMap { folder, unified in
            number(folder + (unified ? "/memory.max" : "/memory.limit_in_bytes"))
        }.filter { (1 ..< 1 << 60).contains($0) }.min()
    }

    /// The folders of the process's groups, and whether they are of version 2.
    private func controlGroups(of controller: String) -> [(folder: String, unified: Bool)] {
        let lines = (text("proc/self/cgroup") ?? "").split(separator: "\n")
        return lines.compactMap { ControlGroup($0, controller) }.flatMap { group in
            group.mounts.flatMap { mount in enclosing(group.path).map { (mount + $0, group.isUnified) } }
        }
    }

    private func quota(in folder: String, unified: Bool) -> Double? {
        if unified {
            guard let fields = line(folder + "/cpu.max")?.split(separator: " "), fields.count == 2 else { return nil }
            return ratio(Int(fields[0]), Int(fields[1]))  // the word `max` is no number: unlimited
        }
        return ratio(number(folder + "/cpu.cfs_quota_us"), number(folder + "/cpu.cfs_period_us"))
    }

    private func ratio(_ quota: Int?, _ period: Int?) -> Double? {
        guard let quota, let period, quota > 0, period > 0 else { return nil }
        return Double(quota) / Double(period)
    }

    /// `/a/b`, `/a` and the root, for `/a/b`.
    private func enclosing(_ path: Substring) -> [String] {
        let parts = path.split(separator: "/")
        return (0 ... parts.count).reversed().map { depth in parts[..<depth].map { "/" + $0 }.joined() }
    }
}

/// A line of `/proc/self/cgroup` that concerns a resource: `0::/path` in version 2, `4:cpu,cpuacct:/path` in version 1.
private struct ControlGroup {
    let controller: String
    let controllers: [Substring]
    let path: Substring
    var isUnified: Bool { controllers.isEmpty }

    init?(_ line: Substring, _ controller: String) {
        self.controller = controller
        let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        guard fields.count == 3 else { return nil }
        controllers = fields[1].split(separator: ",")
        path = fields[2]
        guard isUnified || controllers.contains(Substring(controller)) else { return nil }
    }

    /// Where the system mounts such groups by convention; version 2 stands beside version 1 as `unified`.
    var mounts: [String] {
        let top = "sys/fs/cgroup"
        guard !isUnified else { return [top, top + "/unified"] }
        return Set([controllers.joined(separator: ","), controller]).sorted().map { "\(top)/\($0)" }
    }
}
