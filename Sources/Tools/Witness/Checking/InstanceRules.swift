/// What must hold of instances: room for what is put there, and memory as long as it is used.
struct InstanceRules {
    private let log: Log
    private(set) var findings: [Finding] = []

    init(_ log: Log) {
        self.log = log
        for placement in log.placements { look(at: placement) }
        for copy in log.copies {
            look(at: copy, copy.source)
            look(at: copy, copy.target)
        }
        lookForUnplaced()
        lookForLeaks()
    }

    private mutating func look(at placement: Log.Placement) {
        guard case .point(let number, let point) = log.operations[placement.operation], let launch = log.launches[number],
            let requirement = launch.requirements.first(where: { $0.index == placement.requirement })
        else { return }
        let area = log.area(of: requirement, point: point)
        let name = log.name(ofOperation: placement.operation)
        look(
            "\(name) works", [placement.operation], placement.instance, requirement.region, placement.fields, area,
            until: log.runs[placement.operation]?.end)
    }

    private mutating func look(at copy: Log.Copy, _ instance: Int) {
        let name = log.name(ofOperation: copy.operation)
        look("a copy for \(name) is made", [copy.operation], instance, copy.region, copy.fields, copy.area, until: copy.end)
    }

    private mutating func look(
        _ what: String, _ operations: [Int], _ number: Int, _ region: Int, _ fields: [Int], _ area: Area?, until end: Int?
    ) {
        guard let instance = log.instances[number], instance.region == region,
            fields.allSatisfy(instance.fields.contains), area?.boxes.allSatisfy(instance.box.contains) ?? true
        else {
            findings.append(
                Finding(
                    .noRoom, operations,
                    "\(what) in instance \(number), which has no room for all of \(log.name(of: region)) there"))
            return
        }
        if let gone = instance.gone, let end, gone < end {
            findings.append(
                Finding(.gone, operations, "\(what) in instance \(number), whose memory had been given back"))
        }
    }

    /// What a region that ended had is given back.
    private mutating func lookForLeaks() {
        for instance in log.instances.values.sorted(by: { $0.number < $1.number }) where !instance.isGone {
            guard let region = log.regions[instance.region], region.ended != nil else { continue }
            let place = region.place.map { " (\($0))" } ?? ""
            findings.append(
                Finding(
                    .leak, [],
                    "\(log.name(of: region.number))\(place) ended, and instance \(instance.number) of it in \(instance.memory) was never given back"
                ))
        }
    }

    /// Either all points of a requirement that have data have instances, or none has.
    private mutating func lookForUnplaced() {
        let placed = Placements(log)
        for launch in log.launches.values.sorted(by: { $0.number < $1.number }) {
            for requirement in launch.requirements where !requirement.accumulates {
                let points = launch.points.filter { point, operation in
                    let hasRun = log.runs[operation].map { $0.outcome == .done } ?? false
                    return hasRun && log.area(of: requirement, point: point)?.isEmpty == false
                }
                for field in requirement.fields {
                    let lacking = points.values.filter { placed.instance($0, requirement.index, field) == nil }
                    if lacking.isEmpty || lacking.count == points.count { continue }
                    let name = log.name(ofOperation: lacking.min() ?? 0)
                    let data = log.name(of: requirement.region, field: field)
                    findings.append(Finding(.unplaced, lacking.sorted(), "\(name) has no instance for \(data)"))
                }
            }
        }
    }
}
