// What targets name.

extension Oracle {
    /// What is divided, and into what.
    func pieces(of base: Target.Base, in scope: Scope) -> (region: Int, pieces: [Spots]) {
        switch base {
        case .region(let region): (region, [program.regions[region].spots])
        case .partition(let partition): (program.partitions[partition].region, program.partitions[partition].pieces)
        case .argument(let argument): (scope.held![argument].region, [scope.held![argument].spots])
        case .ruled(let argument, let rule):
            (scope.held![argument].region, rule.pieces(of: scope.held![argument].spots))
        }
    }

    /// All pieces that a target names, of a partition or alone.
    func pieces(of target: Target, in scope: Scope) -> (region: Int, pieces: [Spots]) {
        let (region, pieces) = pieces(of: target.base, in: scope)
        switch target.choice {
        case .whole: return (region, [pieces[0]])
        case .piece(let color): return (region, [pieces[color]])
        case .each: return (region, pieces)
        }
    }

    /// What the task of one point gets.
    func held(by target: Target, _ point: Int, in scope: Scope) -> Held {
        let (region, pieces) = pieces(of: target.base, in: scope)
        let piece =
            switch target.choice {
            case .whole: 0
            case .piece(let color): color
            case .each(let projection): projection.color(point, of: pieces.count)
            }
        return Held(region: region, spots: pieces[piece], piece: piece)
    }

    /// A fill as the launch that it stands for: one point for each piece, each of which overwrites its own.
    func asLaunch(_ operation: Operation) -> Launch? {
        switch operation.action {
        case .launch(let launch): return launch
        case .fill(let target, let field, _):
            var points: Int?
            if case .partition(let partition) = target.base, case .each = target.choice {
                points = program.partitions[partition].pieces.count
            }
            if case .ruled(_, let rule) = target.base, case .each = target.choice { points = rule.count }
            return Launch(points: points, [Argument(target, [field], .discard)])
        default: return nil
        }
    }

    /// Remembers what a launch of the main task declares to write.
    func note(_ launch: Launch, _ scope: Scope) {
        guard scope.isMain else { return }
        for argument in launch.arguments where argument.use.writes {
            for point in 0 ..< (launch.points ?? 1) {
                let held = held(by: argument.target, point, in: scope)
                for field in argument.fields { memory.written[held.region][field].formUnion(held.spots) }
            }
        }
    }
}
