import Cohort

/// A matrix is transposed on instances that lie row by row or column by column, as a mapper wants it. The task takes strided accessors, so
/// it runs on all of them; where both lie the other way round, every element of the target is where it is in the source.
enum Layouts: Chapter {
    static let name = "layouts"
    static let summary = "a matrix transposed, by rows and by columns as a mapper lays it out"

    @FieldSpace
    struct Cell {
        var value: Int
    }

    @Task
    static func number(_ values: inout StridedDiscard<Int, 2>) {
        for point in values.domain { values[point] = 10 * point[0] + point[1] }
    }

    @Task
    static func transpose(_ source: borrowing StridedField<Int, 2>, _ target: inout StridedDiscard<Int, 2>) {
        for point in target.domain { target[point] = source[Point(point[1], point[0])] }
    }

    @Task
    static func compare(_ source: borrowing StridedField<Int, 2>, _ target: borrowing StridedField<Int, 2>) -> Bool {
        source.domain.allSatisfy { source[$0] == target[Point($0[1], $0[0])] }
    }

    /// The order of dimensions for each region, by name.
    struct Orders: Mapper {
        let name = "orders"
        let wantsInstances = true
        let orders: [String: [LayoutAxis]]

        func mapTask(_ task: TaskToMap, _ context: MappingContext) -> TaskMapping {
            if task.name == "compare" { report(task) }
            return TaskMapping(
                task.requirements.map { requirement in
                    let layout = orders[requirement.region].map { [LayoutTrait.order($0)] } ?? []
                    return RequirementMapping(in: context.machine.systemMemory, layout: task.name == "values" ? [] : layout)
                })
        }

        /// Tells how the instances lie that have the data.
        private func report(_ task: TaskToMap) {
            for requirement in task.requirements {
                for instance in requirement.instances where instance.isComplete {
                    print(
                        "\(requirement.region) lies by \(instance.layout.entails([.order(rows)], dimension: 2) ? "rows" : "columns")"
                    )
                }
            }
        }
    }

    static let rows: [LayoutAxis] = [.dimension(0), .dimension(1)]
    static let columns: [LayoutAxis] = [.dimension(1), .dimension(0)]

    static func run(_ cohort: Context) async throws {
        for (source, target) in [(rows, rows), (rows, columns), (columns, rows), (columns, columns)] {
            let mapper = Orders(orders: ["source": source, "target": target])
            try await withCohort(RuntimeOptions(workers: 2, machine: try MachineModel("cpus 2"), mapper: mapper)) { _ in
                try await transposed()
            }
        }
    }

    private static func transposed() async throws {
        let source = Region<Cell, 2>(0 ..< 3, 0 ..< 4, named: "source"),
            target = Region<Cell, 2>(0 ..< 4, 0 ..< 3, named: "target")
        number(&source.value)
        transpose(source.value, &target.value)
        let isRight = try await compare(source.value, target.value).value
        let values = try await target.value.values()
        print("  \(line(values[0 ..< 3])) | \(line(values[3 ..< 6])) | … \(isRight ? "transposed" : "wrong")")
    }
}
