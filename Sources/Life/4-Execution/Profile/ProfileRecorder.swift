import CohortData
import CohortGeometry
import CohortLocking

/// Notes how long each task's body takes, and what data it uses.
final class ProfileRecorder: Sendable {
    private let books = Locked(Books())

    private struct Key: Hashable {
        var name: String
        var pointCount: Int
        var isTask: Bool
    }

    private struct Books {
        var order: [Key] = []
        /// By task, the times of each point.
        var times: [Key: [[Int]]] = [:]
        var requirements: [Key: [TaskProfile.Requirement]] = [:]
    }

    /// Notes one body.
    func note(_ request: PlacementRequest, _ point: Int, nanoseconds: Int) {
        let key = Key(name: request.name, pointCount: request.pointCount, isTask: request.isDeclared)
        books.withLock { books in
            if books.times[key] == nil {
                books.order.append(key)
                books.times[key] = Array(repeating: [], count: max(1, key.pointCount))
                books.requirements[key] = request.needs.map { Self.requirement($0, request.pointCount) }
            }
            books.times[key]?[point].append(nanoseconds)
        }
    }

    /// What was noted so far. O(bodies).
    var profile: TaskProfile {
        books.withLock { books in
            TaskProfile(
                books.order.map { key in
                    let times = books.times[key] ?? []
                    let medians = times.map(Self.median)
                    let common = Self.median(times.flatMap { $0 })
                    // Within a fifth, points differ by chance.
                    let isEven = medians.allSatisfy { abs($0 - common) * 5 <= common }
                    return TaskProfile.Task(
                        name: key.name, pointCount: key.pointCount, isTask: key.isTask,
                        launchCount: times.map(\.count).max() ?? 0,
                        nanoseconds: common, nanosecondsOfPoints: isEven ? [] : medians,
                        requirements: books.requirements[key] ?? [])
                })
        }
    }

    private static func requirement(_ need: PlacementRequest.Need, _ pointCount: Int) -> TaskProfile.Requirement {
        let pointByteCount = need.fields.reduce(0) { $0 + need.tree.layout[Int($1)].stride }
        let volumes = (0 ..< pointCount).map { need.domain(ofPoint: $0).volume }
        return TaskProfile.Requirement(
            region: need.tree.name, fields: need.fields.map { need.tree.layout[Int($0)].name }, use: need.privilege.verb,
            isShared: need.isShared, byteCount: volumes.reduce(0, +) * pointByteCount,
            largestByteCount: (volumes.max() ?? 0) * pointByteCount,
            regionByteCount: need.tree.root.pieces[0].volume * pointByteCount)
    }

    private static func median(_ times: [Int]) -> Int {
        times.isEmpty ? 0 : times.sorted()[times.count / 2]
    }
}
