import Cohort
import Testing

/// Copies over random sparse domains in the plane, against loops over dictionaries.
@Suite struct CopyModelTests {
    private struct Place: Hashable { var row, column: Int }

    /// Up to ten random rectangles, overlapping or not.
    private func randomDomain(_ generator: inout some RandomNumberGenerator) throws -> Domain {
        try Domain(
            rectangles: (0 ..< Int.random(in: 0 ... 10, using: &generator)).map { _ in
                let (row, column) = (Int.random(in: -9 ... 9, using: &generator), Int.random(in: -9 ... 9, using: &generator))
                let (height, width) = (Int.random(in: 0 ... 3, using: &generator), Int.random(in: 0 ... 5, using: &generator))
                return Rect(lo: Point(row, column), hi: Point(row + height, column + width))
            })
    }

    private func points(_ domain: Domain) -> [Place] { domain.allPoints.map { Place(row: $0[0], column: $0[1]) } }

    @Test(arguments: 0 ..< 60) func copiesAreLoops(seed: UInt64) async throws {
        nonisolated(unsafe) var generator = SplitMix(seed)
        try await World.allCases[Int(seed) % World.allCases.count].run { () async throws in
            let (outer, inner) = (try self.randomDomain(&generator), try self.randomDomain(&generator))
            let shared = outer.intersectionOrEmpty(inner)
            let source = Region<Link, 2>(over: outer)
            let pointers = Region<Link, 2>(over: inner)
            let values = (0 ..< outer.volume).map { $0 + 100 }
            let places = (0 ..< inner.volume).map { _ in
                Place(row: .random(in: -10 ... 12, using: &generator), column: .random(in: -10 ... 14, using: &generator))
            }
            source.value.set(values)
            source.other.fill(-1)
            pointers.place.set(places.map { Point($0.row, $0.column) })
            pointers.value.fill(7)

            var model = Dictionary(uniqueKeysWithValues: zip(self.points(outer), values))
            let both = pointers.partitioned(pieces: [shared])
            both[0].other.copy(from: source.value)
            #expect(try await both[0].other.values() == self.points(shared).map { model[$0]! })
            pointers.value.gather(from: source.value, at: pointers.place, outOfRange: .skipped)
            let gathered = places.map { model[$0] ?? 7 }
            #expect(try await pointers.value.values() == gathered)

            source.value.scatter(from: pointers.value, to: pointers.place, outOfRange: .skipped)
            for (place, value) in zip(places, gathered) where model[place] != nil { model[place] = value }
            #expect(try await source.value.values() == self.points(outer).map { model[$0]! })
            source.value.scatter(from: pointers.value, to: pointers.place, reducing: Sum<Int>.self, outOfRange: .skipped)
            for (place, value) in zip(places, gathered) where model[place] != nil { model[place]! += value }
            #expect(try await source.value.values() == self.points(outer).map { model[$0]! })
        }
    }
}
