/// A mapper's answer for a point, checked, and what follows from it.
struct MappingDecision {
    var mapping: TaskMapping
    /// The processor; nil for any worker.
    var processor: Int?
    /// The body that runs; nil for the task's own.
    var body: TaskBody?
    /// For each requirement, what its instances must be like.
    var layouts: [WantedLayout]
}
