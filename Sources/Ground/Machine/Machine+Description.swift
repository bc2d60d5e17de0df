extension Machine: CustomStringConvertible {
    /// A table for people, one fact a line, as `cohort machine` prints it.
    public var description: String {
        let rows = summaryRows + nodes.map(row) + cacheRows
        let width = rows.map(\.name.count).max() ?? 0
        return rows.map { $0.name + String(repeating: " ", count: width - $0.name.count + 2) + $0.text }.joined(separator: "\n")
    }

    private typealias Row = (name: String, text: String)

    private var summaryRows: [Row] {
        let quota = processorQuota.map { ", quota \(decimal($0)) processors" } ?? ""
        let limit = memoryLimitByteCount.map { ", limit \(size($0))" } ?? ""
        return [
            ("model", modelName ?? "unknown"),
            ("processors", "\(processors.count) on \(counted(coreCount, "core")), \(counted(packageCount, "package"))"),
            ("usable", "\(affinity.count) (\(affinity))\(quota)"),
            ("workers", "\(defaultWorkerCount) by default"),
            ("memory", "\(size(totalMemoryByteCount)), \(size(availableMemoryByteCount)) available\(limit)"),
        ]
    }

    private func row(_ node: Node) -> Row {
        let processors = node.processors.isEmpty ? "no processors" : "processors \(node.processors)"
        return ("node \(node.id)", "\(size(node.totalMemoryByteCount)), \(processors)")
    }

    /// A row for all caches that are alike.
    private var cacheRows: [Row] {
        var rows: [(cache: Cache, count: Int)] = []
        for cache in caches {
            if let index = rows.firstIndex(where: { $0.cache.isLike(cache) }) {
                rows[index].count += 1
            } else {
                rows.append((cache, 1))
            }
        }
        return rows.map { cache, count in
            let sharing = cache.sharedBy.count == 1 ? "private" : "shared by \(cache.sharedBy.count)"
            return ("cache \(cache.name)", "\(count) × \(size(cache.byteCount)), line \(size(cache.lineByteCount)), \(sharing)")
        }
    }
}

extension Machine.Cache {
    fileprivate func isLike(_ other: Self) -> Bool {
        level == other.level && kind == other.kind && byteCount == other.byteCount
            && lineByteCount == other.lineByteCount && sharedBy.count == other.sharedBy.count
    }
}

private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

/// With one decimal, unless it is whole.
private func decimal(_ value: Double) -> String {
    let tenths = (value * 10).rounded() / 10
    return tenths == tenths.rounded() ? "\(Int(tenths))" : "\(tenths)"
}

/// For people: one decimal, in the largest unit of which there is one at least.
package func size(_ byteCount: Int) -> String {
    guard byteCount > 0 else { return "unknown" }
    var value = Double(byteCount)
    var unit = 0
    while value >= 1024 && unit < 4 {
        value /= 1024
        unit += 1
    }
    return "\(decimal(value)) \(["B", "KiB", "MiB", "GiB", "TiB"][unit])"
}
