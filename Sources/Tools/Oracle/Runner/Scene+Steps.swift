import Cohort
import CohortGeometry

// The steps of a program, asked of the runtime.

extension Scene {
    func perform(_ operation: Operation) async throws {
        switch operation.action {
        case .fill(let target, let field, let source):
            if let condition = operation.condition {
                predicated(self.condition(condition)) { fill(target, field, source) }
            } else {
                fill(target, field, source)
            }
        case .launch(let launch): results[operation.label] = self.launch(operation, launch)
        case .reduceMap(let source, let fold):
            guard let map = map(source) else { return }
            results[operation.label] = .single(reduced(map, fold))
        case .wait(let source): _ = try await single(source).value
        }
    }

    private func reduced(_ map: FutureMap<Double>, _ fold: Fold) -> Future<Double> {
        switch fold {
        case .sum: map.sum()
        case .product: map.reduce(Product<Double>.self)
        case .minimum: map.min()
        case .maximum: map.max()
        }
    }

    // MARK: Fills

    private func fill(_ target: Target, _ field: Int, _ source: FillSource) {
        if case .each = target.choice {
            switch parts(target.base) {
            case .line(let partition): fill([partition.a, partition.b], [partition.x, partition.y], field, source)
            case .plane(let partition): fill([partition.a, partition.b], [partition.x, partition.y], field, source)
            }
        } else {
            switch area(target, 0) {
            case .line(let region): fill([region.a, region.b], [region.x, region.y], field, source)
            case .plane(let region): fill([region.a, region.b], [region.x, region.y], field, source)
            }
        }
    }

    private func fill<let N: Int>(
        _ integers: [RegionField<Int64, N>], _ floats: [RegionField<Double, N>], _ field: Int, _ source: FillSource
    ) {
        switch source {
        case .bits(let bits):
            if field < 2 { integers[field].fill(Int64(bits: bits)) } else { floats[field - 2].fill(Double(bits: bits)) }
        case .result(let label): floats[field - 2].fill(single(label))
        }
    }

    private func fill<let N: Int>(
        _ integers: [PartitionField<Int64, N>], _ floats: [PartitionField<Double, N>], _ field: Int, _ source: FillSource
    ) {
        switch source {
        case .bits(let bits):
            if field < 2 { integers[field].fill(Int64(bits: bits)) } else { floats[field - 2].fill(Double(bits: bits)) }
        case .result(let label): floats[field - 2].fill(single(label))
        }
    }
}
