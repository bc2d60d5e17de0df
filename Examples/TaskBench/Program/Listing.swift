import ExampleSupport
import TaskBenchModel

// What Task Bench prints, word for word: scripts read it.

extension CommandLineGraphs {
    /// What is printed before the graphs run.
    var heading: String {
        "Running Task Benchmark\n  Configuration:\n" + graphs.map { $0.listing(verbosity) }.joined()
    }

    /// What is printed when they have run, in so many seconds.
    func report(_ seconds: Double) -> String {
        let totals = Totals(graphs, nodes: nodes)
        let local = totals.localDependencies
        var lines = ["Total Tasks \(totals.tasks)", "Total Dependencies \(totals.dependencies)"]
        if nodes > 0 {
            lines += [
                "  Local Dependencies \(local) (estimated)",
                "  Nonlocal Dependencies \(totals.dependencies - local) (estimated)",
                "  Number of Nodes (used for estimate) \(nodes)",
            ]
        } else {
            lines.append("  Unable to estimate local/nonlocal dependencies")
        }
        lines += [
            "Total FLOPs \(totals.flops)", "Total Bytes \(totals.bytes)", formatted("Elapsed Time %e seconds", seconds),
            formatted("FLOP/s %e", Double(totals.flops) / seconds), formatted("B/s %e", Double(totals.bytes) / seconds),
            "Transfer (estimated):",
        ]
        if nodes > 0 {
            lines += [
                "  Local Bytes \(totals.localTransfer)", "  Nonlocal Bytes \(totals.nonlocalTransfer)",
                formatted("  Local Bandwidth %e B/s", Double(totals.localTransfer) / seconds),
                formatted("  Nonlocal Bandwidth %e B/s", Double(totals.nonlocalTransfer) / seconds),
            ]
        } else {
            lines.append("  Unable to estimate local/nonlocal transfer")
        }
        return lines.joined(separator: "\n")
    }
}

extension TaskGraph {
    /// The graph's options, and with a verbosity of 1 or 2 its rows.
    fileprivate func listing(_ verbosity: Int) -> String {
        var lines = [
            "    Task Graph \(index + 1):", "      Time Steps: \(steps)", "      Max Width: \(width)",
            "      Dependence Type: \(dependence.rawValue)", "      Radix: \(radix)", "      Period: \(period)",
            formatted("      Fraction Connected: %f", fraction), "      Kernel:", "        Type: \(kernel.form.rawValue)",
            "        Iterations: \(kernel.iterations)", "        Samples: \(kernel.samples)",
            formatted("        Imbalance: %f", kernel.imbalance), "      Output Bytes: \(outputBytes)",
            "      Scratch Bytes: \(scratchBytes)",
        ]
        if verbosity > 0 { lines += (0 ..< steps).flatMap { rows($0, verbosity) } }
        return lines.map { $0 + "\n" }.joined()
    }

    private func rows(_ step: Int, _ verbosity: Int) -> [String] {
        let here = columns(step), before = columns(step - 1)
        var lines = [
            "      Timestep \(step) (offset \(here.lowerBound), width \(here.count), last offset \(before.lowerBound), "
                + "last width \(before.count)):",
            "        Points:" + here.map { " \($0)" }.joined(), "        Dependencies:",
        ]
        lines += here.map { "          Point \($0):" + dependencies(step, $0).map { " \($0)" }.joined() }
        if verbosity > 1 {
            lines.append("        Reverse Dependencies:")
            let set = dependenceSet(step)
            lines += before.map { "          Point \($0):" + targets(set, $0).filter(here.contains).map { " \($0)" }.joined() }
        }
        return lines
    }
}
