import Cohort
import CohortWitness
import Foundation

@testable import CohortLife

// They meet data that a planted fault has left out, and must not end the process.
@Task func putAll(_ a: inout Discard<Int, 1>, _ value: Int) { for p in a.domain { a[p] = value } }
@Task func heighten(_ a: inout Field<Int, 1>, _ by: Int) { for p in a.domain { a[p] &+= by } }
@Task func transfer(_ a: borrowing Field<Int, 1>, _ b: inout Discard<Int, 1>) { for p in b.domain { b[p] = a[p] } }
@Task func addUp(_ a: borrowing Field<Int, 1>) -> Int { a.domain.reduce(0) { $0 &+ a[$1] } }
@Task func addTwo(_ a: borrowing Field<Int, 1>, _ b: borrowing Field<Int, 1>) -> Int {
    a.domain.reduce(0) { $0 &+ a[$1] } &+ b.domain.reduce(0) { $0 &+ b[$1] }
}
@Task func pour(_ u: inout Reduce<Sum<Double>, 1>, _ amount: Double) { for p in u.domain { u[p] += amount } }
@Task func heightenTwice(_ a: inout Field<Int, 1>) async {
    heighten(&a.region, 1)
    heighten(&a.region, 2)
}
@Task func breakDown(_ b: inout Field<Int, 1>) throws { throw Broken() }
@Task func bring() async -> Region<Line, 1> {
    let line = Region<Line, 1>(0 ..< 8)
    putAll(&line.a, 3)
    heighten(&line.a, 4)
    return line
}

/// A program that does a little of everything, whose log tests look into.
enum LoggedProgram {
    static let pieces = 4

    /// Runs it, and returns the name of its log.
    static func run(_ world: World, fault: PlannedFault? = nil) async throws -> String {
        var options = world.options
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).log").path
        options.logFile = path
        options.fault = fault
        do { try await withCohort(options) { _ in try await body() } } catch let error as CohortError
            where error.code == .taskFailed
        {}
        return path
    }

    private static func body() async throws {
        let line = Region<Line, 1>(0 ..< 8)
        let blocks = line.partitioned(.equal, into: pieces)
        let windows = line.partitioned(restricting: 0 ..< pieces, stride: 2, extent: -1 ... 3)
        putAll(&blocks.a, 1)
        transfer(line.a, &line.b)
        addUp(windows.a)
        heighten(&blocks.a, 2)
        let sum = addUp(line.a)
        heighten(&blocks.a, sum)
        line.u.fill(0)
        pour(&windows.u, 1)
        pour(&windows.u, 2)
        heightenTwice(&blocks.a)
        heighten(&blocks[0].b.atomic, 1)
        heighten(&blocks[0].b.atomic, 2)
        let other = try await bring().value
        heighten(&other.a, 5)
        breakDown(&blocks[3].b)
        heighten(&blocks[3].b, 1)
        other.destroy()
        _ = try await line.u.values()
    }

    /// What the checker finds in a log, in a file that is gone afterwards.
    static func check(_ path: String) throws -> Check {
        defer { try? FileManager.default.removeItem(atPath: path) }
        return Check(try CohortWitness.Log(LogFile(path: path)))
    }
}
