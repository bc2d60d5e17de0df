import Cohort
import CohortGeometry

// Launches of a program, asked of the runtime.

extension Scene {
    func launch(_ operation: Operation, _ launch: Launch) -> Handle {
        name(launch)
        let condition = operation.condition.map { self.condition($0) }
        return accompanied(launch) {
            guard let points = launch.points else {
                let issue = { () -> Future<Double> in self.builder(operation.label, launch, nil).single() }
                return .single(condition.map { predicated($0, otherwise: Condition.otherwise, issue) } ?? issue())
            }
            let issue = { () -> FutureMap<Double> in
                guard launch.usesForEach else { return self.builder(operation.label, launch, nil).index() }
                var map: FutureMap<Double>!
                forEach(Domains.line(points)) { map = self.builder(operation.label, launch, $0).index() }
                return map
            }
            return .map(condition.map { predicated($0, otherwise: Condition.otherwise, issue) } ?? issue())
        }
    }

    /// Makes the partitions that a launch names, which may need launches themselves.
    func name(_ launch: Launch) {
        for argument in launch.arguments where area(argument.target.base) == nil { _ = parts(argument.target.base) }
    }

    /// The launch with its barriers and reservations, at the same time if it is a gang and there are workers enough.
    private func accompanied(_ launch: Launch, _ issue: () -> Handle) -> Handle {
        let company = launch.company
        let holds = company.holds.map { number in
            [company.sharesHold ? reservation(number).shared : reservation(number).exclusive]
        }
        return launching(
            awaiting: company.awaits.map { [barrier($0).advanced()] } ?? [],
            arrivingAt: company.arrivesAt.map { [barrier($0)] } ?? [],
            holding: holds ?? []
        ) {
            epochIsTogether == nil && areTogether(launch) ? concurrently(issue) : issue()
        }
    }

    /// Whether the tasks of a launch run at the same time, by themselves or with others of an epoch.
    private func areTogether(_ launch: Launch) -> Bool {
        guard launch.company.isGang else { return false }
        return epochIsTogether ?? ((launch.points ?? workers + 1) <= workers)
    }

    private func builder(_ label: Int, _ launch: Launch, _ symbol: SymbolicPoint?) -> LaunchBuilder {
        let name: StaticString = launch.children == nil ? "leaf" : "nest"
        let builder = LaunchBuilder(name, nil, file: #fileID, line: #line)
        // Half of the tasks walk any layout, so that mappers may choose one.
        let isStrided = label % 2 == 0
        for argument in launch.arguments {
            var access = Access(argument, isFloating: RandomProgram.isFloating(argument.fields[0]))
            if isStrided { access = access.strided }
            if pass(argument, access, to: builder) { continue }
            builder.fields(self.argument(argument.target, symbol), access, keys: argument.fields.map { Cells.keys[$0] })
        }
        if let points = launch.points, !launch.usesForEach { builder.over(Domains.line(points)) }
        for value in launch.values { pass(value, to: builder, launch.points ?? 1) }
        if launch.children != nil {
            nest(label, launch, builder)
        } else {
            let columns = columns(launch, isStrided: isStrided)
            let meets = areTogether(launch)
            builder.run { frame in
                if meets { try pointBarrier() }
                var view = FrameView(frame, columns)
                let values = launch.values.indices.map { frame.value($0, as: Double.self) }
                frame.finish(with: Body.run(label, launch, point: frame.pointIndex, values: values, &view))
            }
        }
        return builder
    }

    /// The task that launches the children: a scene of its own over what it was given.
    private func nest(_ label: Int, _ launch: Launch, _ builder: LaunchBuilder) {
        let children = launch.children ?? []
        // Worked out now: the scene is this task's own, and the new ones run beside it. A probe has no children to give it to.
        let inner = (0 ..< (children.isEmpty ? 0 : launch.points ?? 1)).map { point in
            Scene(
                within: self, launch.arguments.map { area($0.target, point) },
                launch.arguments.map { spots($0.target, point) }, results)
        }
        if launch.isInner { builder.passesDataOn() }
        let columns = columns(launch)
        builder.runAsynchronously { frame in
            let point = frame.pointIndex
            if !children.isEmpty { inner[point].passed = PassedField.all(of: launch, frame, columns) }
            let values = launch.values.indices.map { frame.value($0, as: Double.self) }
            for child in children { try await inner[point].perform(child) }
            let seen = launch.awaitsChildren && !children.isEmpty ? try await inner[point].values(of: children) : []
            frame.finish(with: Body.result(label, point: point, values: values, children: seen))
        }
    }

    /// The results of steps, in order.
    func values(of operations: [Operation]) async throws -> [Double] {
        var values: [Double] = []
        for operation in operations {
            switch results[operation.label] {
            case .single(let future): values.append(try await future.value)
            case .map(let map): values += try await map.values
            case nil: break
            }
        }
        return values
    }

    func argument(_ target: Target, _ symbol: SymbolicPoint?) -> any RegionArgument {
        guard case .each(let projection) = target.choice else { return area(target, 0).argument }
        guard let symbol else { return parts(target.base).argument }
        let count = count(target.base)
        return switch projection {
        case .identity: parts(target.base)[symbol]
        case .shifted(let offset): parts(target.base)[(symbol + offset) % count]
        case .reversed: parts(target.base)[symbol.mapped("reversed") { [count - 1 - $0[0]] }]
        case .halved: parts(target.base)[symbol.mapped("halved") { [$0[0] / 2] }]
        }
    }

    private func pass(_ value: Value, to builder: LaunchBuilder, _ points: Int) {
        switch value {
        case .constant(let number): builder.argument(number)
        case .result(let label): builder.argument(single(label))
        case .element(let label, let element):
            if let map = map(label) { builder.argument(map[element]) }
        case .perPoint(let bits):
            builder.argument(ArgumentMap(over: Domains.line(points)) { Value.element(bits, $0[0]) })
        case .map(let label, let rule):
            guard let map = map(label) else { return }
            if rule == .identity { return builder.argument(map) }
            let count = map.domain.volume
            builder.argument(map.transformed(over: Domains.line(points)) { [rule.color($0[0], of: count)] })
        }
    }

    private func columns(_ launch: Launch, isStrided: Bool = false) -> [FrameView.Column] {
        launch.arguments.flatMap { argument in
            let dimension = area(argument.target, 0).dimension
            return argument.fields.map {
                FrameView.Column(dimension: dimension, kind: RandomProgram.kind($0), isStrided: isStrided)
            }
        }
    }
}
