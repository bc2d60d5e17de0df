/// In which instance an operation works on a field.
struct Placements {
    private var instances: [Key: Int] = [:]

    private struct Key: Hashable { let operation: Int, requirement: Int, field: Int }

    init(_ log: Log) {
        for placement in log.placements {
            for field in placement.fields {
                instances[Key(operation: placement.operation, requirement: placement.requirement, field: field)] =
                    placement.instance
            }
        }
    }

    /// Nil when it has none there.
    func instance(_ operation: Int, _ requirement: Int, _ field: Int) -> Int? {
        instances[Key(operation: operation, requirement: requirement, field: field)]
    }
}
