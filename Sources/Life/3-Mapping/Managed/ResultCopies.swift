import CohortData
import CohortDiagnostics
import CohortGeometry

// Further instances that get the data of a task that has run.

extension InstanceTable {
    /// The copies that a mapper's answer asks for, from now on under way; what finds no room, or may not be anywhere else, is left out.
    mutating func copiesOfResults(
        _ placement: PointPlacement, _ request: PlacementRequest, _ point: Int, _ answers: [[RequirementMapping]],
        _ layouts: [[WantedLayout]], _ waiter: Waiter
    ) throws(CohortError) -> [DataMove] {
        var copies: [DataMove] = []
        for (number, need) in request.needs.enumerated() {
            let domain = need.domain(ofPoint: point)
            for (answer, wanted) in domain.isEmpty ? [] : Array(zip(answers[number], layouts[number])) {
                let room = need.room(answer.extent, domain)
                for field in need.fields {
                    let wish = Wish(
                        need: need, field: field, domain: domain, answer: answer, wanted: wanted, room: room)
                    switch instance(wish, for: placement) {
                    case .collected(let id):
                        for copy in copies { copy.target.endFilling(copy.field, copy.domain) }
                        placement.releaseSources()
                        throw collected(id, request, waiter)
                    case .found(let target):
                        guard let copy = copy(field, need, domain, to: target, placement) else { continue }
                        begin(copy, placement)
                        copies.append(copy)
                    case .noRoom, .tooLarge, .unfit: continue
                    }
                }
            }
        }
        return copies
    }

    private func copy(
        _ field: Int32, _ need: PlacementRequest.Need, _ domain: Domain, to target: PhysicalInstance, _ placement: PointPlacement
    ) -> DataMove? {
        let uses = placement.uses
        guard let use = uses.first(where: { $0.tree == need.tree.id && $0.field == field && $0.domain == domain }),
            use.instance !== target, let known = use.instance.valid[field], let region = regions[use.tree],
            !target.filling.contains(where: { $0.field == field && $0.domain.overlaps(domain) })
        else { return nil }
        var points = target.missing(field, domain.intersectionOrEmpty(known))
        // Enclosing tasks may write there without telling anyone, and then no copy would stay valid.
        for one in region.all {
            for pin in one.pins where pin.isLasting && pin.isChanging && pin.field == field && pin.user != placement.user {
                points = points.subtractingOrEmpty(pin.domain)
            }
        }
        return points.isEmpty ? nil : DataMove(tree: use.tree, field: field, source: use.instance, target: target, domain: points)
    }
}

extension InstanceManager {
    /// Asks a mapper who else gets the data of a task, and copies them. A task whose answer cannot be followed fails.
    func copyResults(
        _ record: RecordPointer, _ launch: LaunchPointer, _ request: PlacementRequest, _ placement: PointPlacement,
        _ pool: WorkerPool
    ) {
        let point = Int(record.pointee.point)
        let question = question(request, point)
        do throws(CohortError) {
            let answers = try ask("postmapTask", about: request, launch) { mapper, context in
                try mapper.postmapTask(question, context)
            }
            if answers.isEmpty { return }
            let layouts = try check(request, point, launch).check(results: answers, machine)
            let waiter = InstanceTable.Waiter(record: record, launch: launch)
            let copies = try state.withLock { (table) throws(CohortError) in
                try table.copiesOfResults(placement, request, point, answers, layouts, waiter)
            }
            run(copies, record, request, pool)
            // Nobody waits for them, but they take their channels' time.
            if let clock = pool.clock, !copies.isEmpty { clock.move(copies) { _ in } }
            wake(state.withLock { $0.didFill(copies, for: placement) }, pool)
        } catch {
            launch.pointee.context.didFail(record, launch, point, error)
        }
    }
}
