import CohortDiagnostics

extension Blueprint {
    /// Refuses settings of what there is none of; whoever sets the number to 0 on purpose may leave them.
    func checkApplication() throws(CohortError) {
        let needs: [(String, String, Bool)] = [
            ("framebuffer", "gpus", settings.gpus == 0), ("gpu-speed", "gpus", settings.gpus == 0),
            ("openmp-threads", "openmp", settings.openMP == 0),
            ("node-memory", "nodes", nodeCount == 1), ("distance", "nodes", nodeCount == 1),
        ]
        for (name, number, isMissing) in needs where isMissing && said.origins[number] == nil {
            guard let origin = said.origins[name] else { continue }
            throw CohortError.impossibleMachine(
                "\(name) is \(value(of: name)), but \(number) is \(value(of: number))",
                rule: "\(name) describes each of several parts, and there are none",
                fix: "set \(number) too, or leave \(name) out", origin)
        }
    }

    /// Refuses parts of main memory that are larger than the whole.
    func checkCapacities() throws(CohortError) {
        let memory = settings.memory ?? .unlimited
        let parts = [
            ("node-memory", settings.nodeMemory), ("registered", settings.registered), ("zero-copy", settings.zeroCopy),
        ]
        for (name, size) in parts {
            guard let size, size > memory else { continue }
            throw CohortError.partTooLarge(name, size, memory, said.origins[name] ?? said.origins["memory"] ?? .standard)
        }
    }

    private func value(of name: String) -> String { Setting.named(name).flatMap(settings.text) ?? "not set" }
}

extension CohortError {
    static func impossibleMachine(_ summary: String, rule: String, fix: String, _ origin: SettingOrigin) -> CohortError {
        CohortError(.machineImpossible, summary, rule: rule, fix: fix, trail: [origin.description], at: origin.location)
    }

    static func partTooLarge(_ name: String, _ size: ByteCount, _ memory: ByteCount, _ origin: SettingOrigin) -> CohortError {
        impossibleMachine(
            "\(name) is \(size), but memory is \(memory)", rule: "a part of main memory is no larger than the whole",
            fix: "write at most \(memory) for \(name), or more for memory", origin)
    }
}
