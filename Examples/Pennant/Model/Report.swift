/// The texts of the log, in the format of the reference program.
public enum Report {
    /// The size of the mesh.
    public static func statistics(_ mesh: Mesh) -> String {
        """
        --- Mesh Information ---
        Points:  \(mesh.pointCount)
        Zones:   \(mesh.zoneCount)
        Sides:   \(mesh.sideCount)
        Edges:   \(mesh.edgeCount)
        ------------------------
        """
    }

    /// The end of a cycle; `time` is that at its end, `seconds` the wall time since the last such report.
    public static func cycle(_ cycle: Int, time: Double, step: TimeStep, seconds: Double) -> String {
        formatted("End cycle %6d, time = %11.5e, dt = %11.5e, wall = %11.5e\n", cycle, time, step.length, seconds)
            + "dt limiter: \(step)"
    }

    /// The end of the run; `seconds` is the wall time of all its cycles.
    public static func completion(cycle: Int, time: Double, _ timing: TimeControl, seconds: Double) -> String {
        formatted(
            "\nRun complete\ncycle = %6d,         cstop = %6d\ntime  = %14.6e, tstop = %14.6e\n\nwall time of the cycles = %.6f s",
            cycle, timing.lastCycle, time, timing.lastTime, seconds)
    }

    /// The speed of a run.
    public static func speed(cycles: Int, zones: Int, seconds: Double) -> String {
        formatted("speed = %.4e zone-cycles/s", Double(cycles) * Double(zones) / max(seconds, 1e-9))
    }

    /// Whether the log has lines for this cycle.
    public static func isDue(_ cycle: Int, _ deck: Deck) -> Bool { cycle == 1 || cycle.isMultiple(of: deck.reportInterval) }
}
