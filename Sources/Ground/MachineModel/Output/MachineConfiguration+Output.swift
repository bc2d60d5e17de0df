import CohortMachine

extension MachineConfiguration: CustomStringConvertible {
    /// A table for people: each setting, its value, and who said so.
    public var description: String {
        let width = entries.map(\.value.count).max() ?? 0
        return MachineModel.table(
            entries.map { entry in
                (
                    entry.name,
                    entry.value + String(repeating: " ", count: width - entry.value.count + 2) + entry.origin.description
                )
            })
    }

    /// The same as a JSON array of objects, for programs. Keys are only ever added.
    public var json: String {
        JSON.array(
            entries.map { entry in
                JSON.object([
                    ("name", JSON.quoted(entry.name)), ("value", JSON.quoted(entry.value)),
                    ("source", JSON.quoted(entry.origin.source.rawValue)), ("place", JSON.quoted(entry.origin.description)),
                ])
            })
    }
}
