import Cohort
import CohortDiagnostics
import CohortGeometry

/// Runs programs on the real runtime and looks at what they leave.
public enum Runner {
    /// The outcome of one program on workers of its own.
    public static func outcome(of program: RandomProgram, _ options: RuntimeOptions) async -> Outcome {
        do {
            return try await withCohort(comparable(options)) { _ in await outcomeInside(program, workers: workers(options)) }
        } catch {
            var outcome = Outcome()
            outcome.failure = Self.text(error)
            return outcome
        }
    }

    /// The same, with memory that is zero where nobody has written, as the oracle's is.
    static func comparable(_ options: RuntimeOptions) -> RuntimeOptions {
        var options = options
        options.poison = .off
        return options
    }

    /// How many tasks can run at the same time.
    static func workers(_ options: RuntimeOptions) -> Int { options.order == .sequential ? 1 : options.workers }

    /// An error with what the doctor says of it.
    private static func text(_ error: any Error) -> String {
        (error as? CohortError)?.diagnosis.map { "\(error)\n\($0)" } ?? "\(error)"
    }

    /// The outcome of one program, within a running task that launches.
    static func outcomeInside(_ program: RandomProgram, workers: Int) async -> Outcome {
        var outcome = Outcome()
        do {
            let scene = try await Scene(program, workers: workers)
            for operation in program.operations { try await scene.perform(operation) }
            for operation in program.operations.flatMap({ [$0] + $0.members }) where scene.results[operation.label] != nil {
                outcome.results[operation.label] = try await scene.values(of: [operation]).map(\.bitPattern)
            }
            outcome.arrays = try await scene.finalArrays()
            for area in scene.areas {
                var fields: [FieldOutcome] = []
                for field in RandomProgram.fieldNames.indices { fields.append(try await contents(of: area, field)) }
                outcome.fields.append(fields)
            }
            for probe in program.probes { outcome.refusals.append(try await refusal(of: probe, in: scene)) }
        } catch {
            outcome.failure = Self.text(error)
        }
        return outcome
    }

    private static func contents(of area: Area?, _ field: Int) async throws -> FieldOutcome {
        guard let area else { return .gone }
        let builder = LaunchBuilder("look", nil, file: #fileID, line: #line)
        builder.fields(area.argument, .read, keys: [Cells.keys[field]])
        let column = FrameView.Column(dimension: area.dimension, kind: RandomProgram.kind(field))
        builder.run { frame in
            var elements: [Spot: UInt64] = [:]
            FrameView(frame, [column]).read(0) { elements[$0] = $1 }
            frame.finish(with: elements)
        }
        let future: Future<[Spot: UInt64]> = builder.single()
        do {
            return .elements(try await future.value)
        } catch let error as CohortError where [.uninitialized, .useAfterDestroy].contains(error.code) {
            return .refused(error.code)
        }
    }

    private static func refusal(of probe: Operation, in scene: Scene) async throws -> CohortError.Code? {
        do {
            switch probe.action {
            case .attach(let attach): try await scene.refusal(of: attach)
            case .acquire(let argument): try await scene.restriction(argument, isLifted: true).value
            case .release(let argument): try await scene.restriction(argument, isLifted: false).value
            case .column(let step): _ = try await scene.table.perform(step, probe.label)?.value
            case .divide(let shape): try await scene.divide(shape)
            case .copy(let copy): try await scene.copy(probe, copy).value
            case .launch(let launch):
                switch scene.launch(probe, launch) {
                case .single(let future): _ = try await future.value
                case .map(let map): try await map.wait()
                }
            default: try await scene.perform(probe)
            }
            return nil
        } catch let error as CohortError {
            return error.code
        }
    }
}
