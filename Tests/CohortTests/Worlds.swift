import Cohort
import TestSupport
import Testing

/// The ways to run one program that must all give the same results.
enum World: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case oneWorker, twoWorkers, eightWorkers, simulated, inline, sequential, sixMemories, sixMemoriesInline, sixMemoriesModelled
    case sixMemoriesSimulated

    /// All of them; under a sanitizer those that have most for it to find.
    static let allCases: [World] = amount(
        [
            .oneWorker, .twoWorkers, .eightWorkers, .simulated, .inline, .sequential, .sixMemories, .sixMemoriesInline,
            .sixMemoriesModelled,
            .sixMemoriesSimulated,
        ],
        sanitized: [.eightWorkers, .sixMemories])

    var options: RuntimeOptions {
        switch self {
        case .oneWorker: RuntimeOptions(workers: 1)
        case .twoWorkers: RuntimeOptions(workers: 2)
        case .eightWorkers: RuntimeOptions(workers: 8)
        case .simulated: Self.simulated(RuntimeOptions(workers: 3))
        case .inline: RuntimeOptions(workers: 2, order: .inline)
        case .sequential: RuntimeOptions(order: .sequential)
        case .sixMemories: Self.mapped(RuntimeOptions(workers: 3))
        case .sixMemoriesInline: Self.mapped(RuntimeOptions(workers: 2, order: .inline))
        case .sixMemoriesSimulated: Self.simulated(Self.mapped(RuntimeOptions(workers: 3)))
        case .sixMemoriesModelled: Self.mapped(RuntimeOptions(workers: 8, clock: .modelled(TaskTimes())))
        }
    }

    /// True when data lie in several memories, so that no region has a memory of its own.
    var isMapped: Bool { options.mapper != nil }

    /// The same with workers that take turns.
    private static func simulated(_ options: RuntimeOptions) -> RuntimeOptions {
        var options = options
        options.schedule = .seeded(7)
        return options
    }

    /// The same with data that lie, now here now there, in one of six memories.
    private static func mapped(_ options: RuntimeOptions) -> RuntimeOptions {
        var options = options
        options.mapper = RandomMapper(seed: 7)
        options.machine = .twoNodesTwoDevices
        return options
    }

    var testDescription: String { rawValue }

    /// Runs `body` as a program of this world.
    func run(_ body: @escaping () async throws -> Void) async throws {
        try await withCohort(options) { _ in try await body() }
    }
}

extension MachineModel {
    /// Four processors of two kinds, and six memories that not all of them reach.
    static let twoNodesTwoDevices = made("nodes 2, cpus 2, gpus 2, framebuffer 1GiB")

    /// The machine of a description that is right.
    static func made(_ description: String) -> MachineModel {
        do { return try MachineModel(description) } catch { fatalError("\(error)") }
    }
}

extension Domain {
    /// All points in one dimension, in ascending order.
    var indices: [Int] {
        withRectangles { flat in
            stride(from: 0, to: flat.count, by: 2).flatMap { Array(flat[$0] ... flat[$0 + 1]) }.sorted()
        }
    }

    /// A sparse domain of ranges that do not overlap.
    static func ranges(_ ranges: ClosedRange<Int>...) -> Domain {
        Domain(dimension: 1, flat: ContiguousArray(ranges.flatMap { [$0.lowerBound, $0.upperBound] }))
    }

    /// The rectangle of two ranges.
    static func rectangle(_ rows: ClosedRange<Int>, _ columns: ClosedRange<Int>) -> Domain {
        Domain(dimension: 2, flat: [rows.lowerBound, columns.lowerBound, rows.upperBound, columns.upperBound])
    }
}

extension Partition where N == 1 {
    /// The points of each piece.
    var indices: [[Int]] { node.pieces.map(\.indices) }
}

extension Partition {
    /// The number of points of each piece.
    var volumes: [Int] { node.pieces.map(\.volume) }
}

/// The code of the error that a launch reading `field` reports, or nil when it reads.
func failureCode<Element>(of field: RegionField<Element, 1>) async -> CohortError.Code? {
    await failure(of: field)?.code
}

/// The error that a launch reading `field` reports.
func failure<Element>(of field: RegionField<Element, 1>) async -> CohortError? {
    do {
        _ = try await field.values()
        return nil
    } catch {
        return error as? CohortError
    }
}
