import Cohort
import Testing

/// The ways to run an example that must all give the same results.
enum World: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case oneWorker, twoWorkers, eightWorkers, sequential

    var options: RuntimeOptions {
        switch self {
        case .oneWorker: RuntimeOptions(workers: 1)
        case .twoWorkers: RuntimeOptions(workers: 2)
        case .eightWorkers: RuntimeOptions(workers: 8)
        case .sequential: RuntimeOptions(order: .sequential)
        }
    }

    var testDescription: String { rawValue }
}
