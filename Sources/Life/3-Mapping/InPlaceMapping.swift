import CohortData
import CohortDiagnostics
import CohortGeometry

extension TaskContext {
    /// The default mapping: every region has one instance in the one memory, and a task works on views of it. Reductions
    /// into targets that may overlap get private accumulators.
    ///
    /// Writes into `launch` where each accessor finds its column, and where each value argument is.
    func map(_ plan: LaunchPlan, to launch: LaunchPointer, _ result: FutureBox?) -> CohortError? {
        launch.pointee.known = nil
        launch.pointee.shapes.removeAll(keepingCapacity: true)
        launch.pointee.columns.removeAll(keepingCapacity: true)
        launch.pointee.name = plan.name
        launch.pointee.place = plan.place
        do throws(CohortError) {
            for index in plan.requirements.indices { try bind(plan, index, launch) }
            if let instances = runtime.instances { try request(plan, launch, instances) }
        } catch {
            return error
        }
        launch.bindOwn()
        bindValues(plan, launch)
        bindRest(plan, launch, result)
        if plan.domain != nil { launch.pointee.domain = plan.domain }
        if plan.asynchronousBody != nil {
            launch.pointee.asynchronousBody = plan.asynchronousBody
            launch.pointee.privileges = plan.requirements.map { HeldPrivilege($0, plan) }
        }
        if plan.isChecked { claim(plan, launch) }
        launch.pointee.buffers = plan.buffers
        return nil
    }

    /// Maps a launch that is known: all that can differ are body, values and result.
    func map(_ known: KnownPointer, _ plan: LaunchPlan, to launch: LaunchPointer, _ result: FutureBox?) {
        launch.pointee.known = known
        launch.pointee.bound = (UnsafePointer(known.pointee.columns.base), UnsafePointer(known.pointee.shapes.base))
        launch.pointee.name = plan.name
        launch.pointee.place = plan.place
        bindValues(plan, launch)
        bindRest(plan, launch, result)
    }

    private func bindRest(_ plan: LaunchPlan, _ launch: LaunchPointer, _ result: FutureBox?) {
        launch.pointee.body = plan.body
        if plan.closure != nil { launch.pointee.closure = plan.closure }
        if plan.predicate != nil { launch.pointee.predicate = plan.predicate }
        if let result {
            launch.pointee.result = result
            result.producerContext = identity
        }
        launch.pointee.pointCount = plan.pointCount
        launch.pointee.remaining.pointee.store(Int32(truncatingIfNeeded: plan.pointCount + 1), ordering: .releasing)
    }

    /// Notes what the points must have to themselves while they run.
    private func claim(_ plan: LaunchPlan, _ launch: LaunchPointer) {
        for requirement in plan.requirements where requirement.use.coherence == .atomic && requirement.privilege != .none {
            launch.pointee.claims.append(
                .data(
                    Claim.DataClaim(
                        context: identity, tree: requirement.tree.id, fields: Array(plan.fields[requirement.fields]),
                        node: requirement.node, selection: requirement.selection, isShared: requirement.privilege == .read)))
        }
        if let gang = plan.gang { launch.pointee.claims.append(.gang(gang)) }
        for reservation in plan.reservations {
            launch.pointee.claims.append(.reservation(reservation))
        }
    }

    private func bind(_ plan: LaunchPlan, _ index: Int, _ launch: LaunchPointer) throws(CohortError) {
        let tree = plan.requirements[index].tree
        let node = plan.requirements[index].node
        var table: UnsafePointer<Int32>?
        var constant: Int32 = -1
        switch plan.requirements[index].selection {
        case .identity: break
        case .piece(let piece): constant = Int32(piece)
        case .projected(let projection):
            table = projection.pieces
            launch.pointee.holds.append(projection)
        }
        let shape = Int32(launch.pointee.shapes.count)
        launch.pointee.shapes.append(
            LaunchRecord.BoundShape(
                shapes: node.shapes, table: table, constant: constant, strides: UnsafePointer(tree.storage.strides)))
        let privilege = plan.requirements[index].privilege
        let isNamedOnly = privilege == .none || plan.passesDataOn
        if isNamedOnly { launch.pointee.holds.append(node) }
        let isBuffered = privilege == .reduce && !plan.requirements[index].reducesInPlace && plan.asynchronousBody == nil
        // Data that are only named, or passed on, need no memory; those of a managed runtime get theirs when a point is ready.
        let isPlaced = runtime.instances != nil && !isNamedOnly
        let isOfFrame = isPlaced || plan.asynchronousBody != nil
        for field in plan.fields[plan.requirements[index].fields] {
            var buffer = isOfFrame ? LaunchRecord.BoundColumn.ofFrame : LaunchRecord.BoundColumn.onData
            if isBuffered { buffer = addBuffer(plan) }
            let origin =
                isNamedOnly || isPlaced ? LaunchRecord.BoundColumn.nowhere : try tree.storage.origin(ofField: Int(field))
            launch.pointee.columns.append(
                LaunchRecord.BoundColumn(
                    origin: origin, shape: shape, stride: Int32(tree.layout[Int(field)].stride), buffer: buffer,
                    reduction: plan.requirements[index].reduction))
        }
        if let reduction = plan.requirements[index].reduction { launch.pointee.holds.append(reduction) }
    }

    /// The number of the next private accumulator of the launch.
    private func addBuffer(_ plan: LaunchPlan) -> Int32 {
        if plan.buffers == nil {
            var columns: [ReductionBuffers.Column] = []
            for requirement in plan.requirements where requirement.privilege == .reduce && !requirement.reducesInPlace {
                guard let reduction = requirement.reduction else { continue }
                let column = ReductionBuffers.Column(
                    storage: requirement.tree.storage, node: requirement.node, selection: requirement.selection,
                    reduction: reduction)
                columns += Array(repeating: column, count: requirement.fields.count)
            }
            plan.buffers = ReductionBuffers(points: plan.pointCount, columns)
        }
        defer { plan.nextBuffer += 1 }
        return plan.nextBuffer
    }

    private func bindValues(_ plan: LaunchPlan, _ launch: LaunchPointer) {
        if plan.values.count == 0 { return }
        // The plan needs its values no more, and takes the memory for those of another launch.
        swap(&launch.pointee.values, &plan.values)
        if plan.results.isEmpty { return }
        for result in plan.results {
            launch.pointee.holds.append(result.box)
            if let table = result.table { launch.pointee.holds.append(table) }
        }
    }

    /// Issues, for each point in order, the operation that folds its private accumulators into the data. They are ordered
    /// like any writers, so overlapping targets receive their contributions in program order.
    func issueFolds(_ plan: LaunchPlan, _ buffers: ReductionBuffers) {
        let folds = LaunchPlan()
        folds.reset("fold", at: plan.place)
        folds.isChecked = false
        folds.kind = .operation(.fold)
        for requirement in plan.requirements where requirement.privilege == .reduce && !requirement.reducesInPlace {
            for field in plan.fields[requirement.fields] {
                folds.fields.append(field)
                folds.require(
                    requirement.tree, requirement.node, requirement.selection, .write, reduction: requirement.reduction,
                    lastFields: 1, parameter: requirement.parameter, isStrided: true)
            }
        }
        folds.domain = plan.domain
        folds.foldSources = buffers
        folds.arrivals = plan.arrivals
        folds.closure = { frame in frame.foldAccumulators(buffers) }
        issue(folds)
    }
}

extension TaskFrame {
    /// Folds this point's private accumulators into the columns, in the order of the requirements.
    func foldAccumulators(_ buffers: ReductionBuffers) {
        for index in 0 ..< buffers.columnCount {
            let slot = buffers.slots + (pointIndex * buffers.columnCount + index)
            guard let accumulator = slot.pointee else { continue }
            slot.pointee = nil
            let bound = record.pointee.launch.pointee.columns[index]
            guard let reduction = bound.reduction else { continue }
            Accumulators.fold(
                accumulator, strides: record.pointee.launch.pointee.shapes[Int(bound.shape)].strides, into: column(index),
                dimension: buffers.columns[index].storage.dimension, reduction)
        }
    }
}

extension HeldPrivilege {
    init(_ requirement: Requirement, _ plan: LaunchPlan) {
        tree = requirement.tree
        node = requirement.node
        selection = requirement.selection
        fields = Array(plan.fields[requirement.fields])
        privilege = requirement.privilege
        coherence = requirement.coherence
        reduction = requirement.reduction
    }
}
