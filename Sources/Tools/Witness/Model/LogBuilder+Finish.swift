extension LogBuilder {
    /// Puts together what belongs together, once every record is known.
    mutating func finish() throws(LogError) {
        for (region, some) in fields {
            for field in some { log.regions[region]?.fields[field.number] = field }
        }
        try finishPieces()
        finishLaunches()
        for (region, time) in ended { log.regions[region]?.ended = time }
        for (instance, time) in gone {
            log.instances[instance]?.isGone = true
            log.instances[instance]?.gone = time == 0 ? nil : time
        }
    }

    /// Gives partitions their pieces. In a tree all have one dimension.
    private mutating func finishPieces() throws(LogError) {
        var dimensions: [Int: Int] = [:]
        for (partition, some) in pieces {
            let root = log.root(of: partition)
            for piece in some {
                if !piece.area.isEmpty, dimensions[root, default: piece.dimension] != piece.dimension {
                    throw .damaged(file: path, byte: piece.byte, finding: "piece: others of its tree have another dimension")
                }
                if !piece.area.isEmpty { dimensions[root] = piece.dimension }
                log.partitions[partition]?.pieces[piece.number] = piece.area
            }
        }
    }

    private mutating func finishLaunches() {
        for (launch, some) in requirements where log.launches[launch] != nil {
            log.launches[launch]?.requirements = some.sorted { $0.index < $1.index }.map { requirement in
                var requirement = requirement
                let table = tables[RequirementName(launch: launch, index: requirement.index)]
                if let table { requirement.pieces = .table(table) }
                return requirement
            }
        }
        for case (let number, .point(let launch, let point)) in log.operations {
            if log.launches[launch]?.points.updateValue(number, forKey: point) != nil {
                log.launches[launch]?.repeatedPoints.append(point)
            }
        }
    }
}
