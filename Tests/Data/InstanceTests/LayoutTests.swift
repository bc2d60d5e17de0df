import CohortData
import CohortDiagnostics
import CohortGeometry
import Testing

/// An element of an odd size.
struct Colour: BitwiseCopyable {
    var red: UInt8
    var green: UInt8
    var blue: UInt8
}

/// Where layouts put elements.
@Suite struct LayoutTests {
    static let types: [any BitwiseCopyable.Type] = [
        UInt8.self, UInt16.self, Float.self, Double.self, SIMD4<Float>.self, Colour.self,
    ]

    static func descriptors(_ types: [any BitwiseCopyable.Type]) -> [FieldDescriptor] {
        types.enumerated().map { index, type in descriptor(index, type) }
    }

    private static func descriptor<T: BitwiseCopyable>(_ index: Int, _ type: T.Type) -> FieldDescriptor {
        FieldDescriptor("f\(index)", key: index, of: type)
    }

    private func box(_ extents: [Int]) -> Domain {
        Domain(dimension: extents.count, flat: ContiguousArray(extents.map { _ in 0 } + extents.map { $0 - 1 }))
    }

    private var base: UnsafeMutableRawPointer { UnsafeMutableRawPointer(bitPattern: 1 << 20)! }

    @Test func columnsFollowOneAnother() throws {
        let layout = try InstanceLayout(
            .columns(dimension: 2, fields: [0, 1]), over: box([3, 5]), Self.descriptors([Float.self, Double.self]))
        #expect(layout.column(of: 0, at: base)?.strides == [20, 4])
        #expect(layout.column(of: 1, at: base)?.strides == [40, 8])
        #expect(layout.column(of: 1, at: base)?.origin == base + 64)
        #expect(layout.byteCount == 64 + 120)
    }

    @Test func structuresHaveThePaddingOfAlignment() throws {
        let layout = try InstanceLayout(
            .structures(dimension: 2, fields: [0, 1]), over: box([3, 5]), Self.descriptors([Float.self, Double.self]))
        #expect(layout.column(of: 0, at: base)?.strides == [80, 16])
        #expect(layout.column(of: 1, at: base)?.origin == base + 8)
        #expect(layout.byteCount == 240)
    }

    @Test func fieldsMayStandBetweenDimensions() throws {
        let form = LayoutForm(order: [.dimension(1), .fields, .dimension(0)], fields: [0, 1])
        let layout = try InstanceLayout(form, over: box([3, 5]), Self.descriptors([Float.self, Float.self]))
        #expect(layout.column(of: 0, at: base)?.strides == [4, 24])
        #expect(layout.column(of: 1, at: base)?.origin == base + 12)
    }

    @Test func indicesNeedNotBeginAtZero() throws {
        let domain = Domain(dimension: 1, flat: [100, 109])
        let layout = try InstanceLayout(.columns(dimension: 1, fields: [0]), over: domain, Self.descriptors([Double.self]))
        #expect(layout.column(of: 0, at: base)?.origin == base - 800)
        #expect(layout.byteCount == 80)
    }

    @Test func compactLayoutsStoreNothingBesides() throws {
        let domain = Domain(dimension: 2, flat: [0, 0, 1, 9, 1000, 0, 1000, 4])
        var form = LayoutForm.columns(dimension: 2, fields: [0])
        form.division = .compact
        let layout = try InstanceLayout(form, over: domain, Self.descriptors([Double.self]))
        #expect(layout.byteCount == 25 * 8)
        #expect(layout.pieces.count == 2)
        #expect(layout.piece(holding: [1000, 3]) == 1)
        #expect(layout.piece(holding: [1000, 5]) == nil)
    }

    @Test func whatCannotBeCountedIsAnError() {
        let far = Domain(dimension: 3, flat: [0, 0, 0, 1 << 20, 1 << 20, 1 << 20])
        let sparse = Domain(dimension: 2, flat: [0, 0, 0, 0, 1 << 59, 1 << 59, 1 << 59, 1 << 59])
        for domain in [far, sparse] {
            #expect(throws: CohortError.self) {
                try InstanceLayout(
                    .columns(dimension: domain.dimension, fields: [0]), over: domain, Self.descriptors([Double.self]))
            }
        }
        var form = LayoutForm.columns(dimension: 1, fields: [0])
        form.padding = [.init(low: 0, high: Int.max)]
        #expect(throws: CohortError.self) { try InstanceLayout(form, over: box([4]), Self.descriptors([Double.self])) }
        form.padding = []
        form.offset = Int.max - 8
        #expect(throws: CohortError.self) { try InstanceLayout(form, over: box([4]), Self.descriptors([Double.self])) }
    }

    @Test func noTwoElementsShareBytes() throws {
        for seed in 0 ..< 120 {
            var random = SplitMix(seed)
            let dimension = random.next(in: 1 ... 4)
            let box = RandomDomain(&random, dimension: dimension, most: 5)
            let types = (0 ..< random.next(in: 1 ... 4)).map { _ in random.pick(Self.types) }
            let layout = try InstanceLayout(random.form(dimension, types.count), over: box.domain, Self.descriptors(types))
            var used = Set<Int>()
            for field in types.indices {
                let descriptor = layout.descriptor(of: Int32(field))!
                for point in box.domain.points {
                    let piece = try #require(layout.piece(holding: point))
                    let address = layout.column(of: Int32(field), in: piece, at: base)!.address(point) - base
                    #expect(address >= layout.form.offset && address + descriptor.stride <= layout.byteCount)
                    #expect(address % descriptor.alignment == 0)
                    for byte in address ..< address + descriptor.stride { #expect(used.insert(byte).inserted, "seed \(seed)") }
                }
            }
        }
    }

    @Test func instancesAreCopiedBetweenAnyLayouts() throws {
        for seed in 0 ..< 120 {
            var random = SplitMix(seed)
            let dimension = random.next(in: 1 ... 3)
            let box = RandomDomain(&random, dimension: dimension, most: 9)
            let types = (0 ..< random.next(in: 1 ... 5)).map { _ in random.pick(Self.types) }
            let descriptors = Self.descriptors(types)
            let source = try InstanceLayout(random.form(dimension, types.count), over: box.domain, descriptors)
            let target = try InstanceLayout(random.form(dimension, types.count), over: box.domain, descriptors)
            let from = UnsafeMutableRawBufferPointer.allocate(byteCount: source.byteCount, alignment: 64)
            let to = UnsafeMutableRawBufferPointer.allocate(byteCount: target.byteCount, alignment: 64)
            defer {
                from.deallocate()
                to.deallocate()
            }
            for index in from.indices { from[index] = UInt8(random.next(256)) }
            let fields = types.indices.map { (source: Int32($0), target: Int32($0)) }
            for step in source.copies(of: fields, over: box.domain, from: from.baseAddress!, to: to.baseAddress!, as: target) {
                step.copy.copy(step.domain)
            }
            for (field, descriptor) in descriptors.enumerated() {
                for point in box.domain.points {
                    let old = source.column(of: Int32(field), in: source.piece(holding: point)!, at: from.baseAddress!)!.address(
                        point)
                    let new = target.column(of: Int32(field), in: target.piece(holding: point)!, at: to.baseAddress!)!.address(
                        point)
                    let same = (0 ..< descriptor.stride).allSatisfy {
                        old.load(fromByteOffset: $0, as: UInt8.self) == new.load(fromByteOffset: $0, as: UInt8.self)
                    }
                    #expect(same, "seed \(seed), field \(field), point \(point)")
                }
            }
        }
    }
}

extension SplitMix {
    /// Any form of so many dimensions and fields. The fields keep their order, as the descriptors of the tests do.
    mutating func form(_ dimension: Int, _ fields: Int) -> LayoutForm {
        var form = LayoutForm(
            order: shuffled([.fields] + (0 ..< dimension).map(LayoutAxis.dimension)), fields: (0 ..< fields).map(Int32.init))
        form.alignment = pick([1, 1, 16, 64])
        form.rowAlignment = pick([1, 1, 8, 64])
        form.offset = pick([0, 0, 64, 5])
        switch next(4) {
        case 0: form.division = .compact
        case 1: form.division = .blocks((0 ..< dimension).map { _ in next(in: 1 ... 4) })
        case 2: form.padding = (0 ..< dimension).map { _ in .init(low: next(3), high: next(3)) }
        default: break
        }
        return form
    }
}
