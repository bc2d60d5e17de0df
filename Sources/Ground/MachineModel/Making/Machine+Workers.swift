import CohortMachine

extension Machine {
    /// How far the nodes are from each other, where 10 means not at all; what the system does not say is `apart`, or 20.
    ///
    /// Of two directions the farther counts: data that are copied go both ways.
    func distances(apart: Int?) -> [[Int]] {
        func distance(_ row: Int, _ column: Int) -> Int {
            let known = apart == nil && nodes[row].distances.count == nodes.count ? nodes[row].distances[column] : nil
            return max(10, known ?? (row == column ? 10 : apart ?? 20))
        }
        return nodes.indices.map { row in nodes.indices.map { max(distance(row, $0), distance($0, row)) } }
    }

    /// The nodes of so many workers, of which each has a usable processor as long as there are some, in ascending order.
    func nodesOfWorkers(_ count: Int) -> [Int] {
        let places = affinity.compactMap { id in
            processor(id).flatMap { processor in nodes.firstIndex { $0.id == processor.node } }
        }
        return (0 ..< count).map { places.isEmpty ? 0 : places[$0 % places.count] }
    }
}
