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

    /// What the task of one point gets for an argument.
    func held(by argument: Argument, _ point: Int, in scope: Scope) -> Held {
        let (region, pieces) = pieces(of: argument.target.base, in: scope)
        let piece =
            switch argument.target.choice {
            case .whole: 0
            case .piece(let color): color
            case .each(let projection): projection.color(point, of: pieces.count)
            }
        return Held(region: region, spots: pieces[piece], piece: piece, grant: argument)
    }

    /// Remembers what a step of the main task that happens declares to write.
    func note(_ operation: Operation, _ scope: Scope) {
        guard scope.isMain, operation.writes, let launch = operation.launch else { return }
        for argument in launch.arguments where argument.use.writes {
            for point in 0 ..< (launch.points ?? 1) {
                let held = held(by: argument, point, in: scope)
                for field in argument.fields {
                    memory.written[held.region][field].formUnion(held.spots)
                    memory.unknown[held.region][field].subtract(held.spots)
                }
            }
        }
    }
}

extension Operation {
    /// False for steps that name data which they leave as they are.
    fileprivate var writes: Bool {
        switch action {
        case .acquire, .release: false
        default: true
        }
    }
}
