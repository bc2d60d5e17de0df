import Cohort
import PennantModel

/// Where the run stands: the cycle that is being done, its step, and the time at its end.
struct Moment: BitwiseCopyable, Sendable, TaskArgument {
    typealias Value = Moment
    var cycle = 0
    var time = 0.0
    var step = TimeStep(length: 0, reason: .initial)
}

extension Coefficients: @retroactive TaskArgument {
    public typealias Value = Coefficients
}

extension HydroLimit: @retroactive TaskArgument {
    public typealias Value = HydroLimit
}

/// The limit of several pieces.
enum Strictest: ReductionOperator {
    static var identity: HydroLimit { .none }
    static func combine(_ target: inout HydroLimit, _ value: HydroLimit) { target = target.combined(with: value) }
    static var isExact: Bool { true }
}

/// Chooses the step of the next cycle from what the last one found.
@Task
func advance(moment: Moment, limit: HydroLimit, timing: TimeControl) -> Moment {
    var next = moment
    next.cycle += 1
    next.step = timing.step(cycle: next.cycle, time: moment.time, previous: moment.step, limit: limit)
    next.time = moment.time + next.step.length
    return next
}

extension TimeControl: @retroactive TaskArgument {
    public typealias Value = TimeControl
}
