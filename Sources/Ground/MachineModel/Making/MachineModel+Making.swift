import CohortDiagnostics

extension MachineModel {
    /// The machine of a blueprint: its parts, the affinities that follow from their places, and what is said of single ones.
    init(_ blueprint: Blueprint) throws(CohortError) {
        var draft = MachineDraft(blueprint)
        let details = blueprint.said.settings.details
        for detail in details { try draft.changeParts(detail) }
        draft.dropEmptyNodes()
        draft.nameParts()
        draft.deriveAffinities()
        for detail in details { try draft.changeAffinities(detail) }
        try draft.check(details.last?.origin ?? .standard)
        self.init(
            processors: draft.processors, memories: draft.memories, nodeCount: blueprint.nodeCount,
            ofProcessors: draft.ofProcessors, ofMemories: draft.ofMemories)
    }
}
