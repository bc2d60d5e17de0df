import Cohort
import Testing

/// A column of each integer.
@FieldSpace
struct Widths {
    var int: Int
    var int8: Int8
    var int16: Int16
    var int32: Int32
    var int64: Int64
    var int128: Int128
    var uint: UInt
    var uint8: UInt8
    var uint16: UInt16
    var uint32: UInt32
    var uint64: UInt64
    var uint128: UInt128
}

// Tasks are not generic, so there is a pair for each integer.

@Task func sumWord(_ x: inout Reduce<Sum<Int>, 1>, _ by: Int) { for p in x.domain { x[p] += by } }
@Task func sum8(_ x: inout Reduce<Sum<Int8>, 1>, _ by: Int8) { for p in x.domain { x[p] += by } }
@Task func sum16(_ x: inout Reduce<Sum<Int16>, 1>, _ by: Int16) { for p in x.domain { x[p] += by } }
@Task func sum32(_ x: inout Reduce<Sum<Int32>, 1>, _ by: Int32) { for p in x.domain { x[p] += by } }
@Task func sum64(_ x: inout Reduce<Sum<Int64>, 1>, _ by: Int64) { for p in x.domain { x[p] += by } }
@Task func sum128(_ x: inout Reduce<Sum<Int128>, 1>, _ by: Int128) { for p in x.domain { x[p] += by } }
@Task func usum(_ x: inout Reduce<Sum<UInt>, 1>, _ by: UInt) { for p in x.domain { x[p] += by } }
@Task func usum8(_ x: inout Reduce<Sum<UInt8>, 1>, _ by: UInt8) { for p in x.domain { x[p] += by } }
@Task func usum16(_ x: inout Reduce<Sum<UInt16>, 1>, _ by: UInt16) { for p in x.domain { x[p] += by } }
@Task func usum32(_ x: inout Reduce<Sum<UInt32>, 1>, _ by: UInt32) { for p in x.domain { x[p] += by } }
@Task func usum64(_ x: inout Reduce<Sum<UInt64>, 1>, _ by: UInt64) { for p in x.domain { x[p] += by } }
@Task func usum128(_ x: inout Reduce<Sum<UInt128>, 1>, _ by: UInt128) { for p in x.domain { x[p] += by } }

@Task func product8(_ x: inout Reduce<Product<Int8>, 1>, _ by: Int8) { for p in x.domain { x.fold(by, at: p) } }
@Task func product32(_ x: inout Reduce<Product<Int32>, 1>, _ by: Int32) { for p in x.domain { x.fold(by, at: p) } }
@Task func product64(_ x: inout Reduce<Product<Int64>, 1>, _ by: Int64) { for p in x.domain { x.fold(by, at: p) } }
@Task func uproduct16(_ x: inout Reduce<Product<UInt16>, 1>, _ by: UInt16) { for p in x.domain { x.fold(by, at: p) } }

@Suite struct OverflowTests {
    /// Two contributions from two points each: in the tasks' own loops, and in the loops that fold what they gathered.
    @Test(arguments: World.allCases) func sumsOfEveryWidthWrap(world: World) async throws {
        try await world.run { () async throws in
            let region = Region<Widths, 1>(0 ..< 40)
            let all = region.partitioned(restricting: 0 ..< 2, stride: 0, extent: 0 ... 39)
            try await check(region.int, all.int) { sumWord(&$0, $1) }
            try await check(region.int8, all.int8) { sum8(&$0, $1) }
            try await check(region.int16, all.int16) { sum16(&$0, $1) }
            try await check(region.int32, all.int32) { sum32(&$0, $1) }
            try await check(region.int64, all.int64) { sum64(&$0, $1) }
            try await check(region.int128, all.int128) { sum128(&$0, $1) }
            try await check(region.uint, all.uint) { usum(&$0, $1) }
            try await check(region.uint8, all.uint8) { usum8(&$0, $1) }
            try await check(region.uint16, all.uint16) { usum16(&$0, $1) }
            try await check(region.uint32, all.uint32) { usum32(&$0, $1) }
            try await check(region.uint64, all.uint64) { usum64(&$0, $1) }
            try await check(region.uint128, all.uint128) { usum128(&$0, $1) }
        }
    }

    private func check<Element: FixedWidthInteger & BitwiseCopyable & Sendable>(
        _ field: RegionField<Element, 1>, _ all: PartitionField<Element, 1>,
        _ sum: (inout PartitionField<Element, 1>, Element) -> FutureMap<Void>
    ) async throws {
        var all = all
        field.fill(.max - 1)
        _ = sum(&all, .max - 3)
        let expected = (Element.max - 1) &+ (Element.max - 3) &+ (Element.max - 3)
        #expect(try await field.values() == Array(repeating: expected, count: 40))
    }

    @Test(arguments: World.allCases) func productsWrap(world: World) async throws {
        try await world.run { () async throws in
            let region = Region<Widths, 1>(0 ..< 40)
            let all = region.partitioned(restricting: 0 ..< 3, stride: 0, extent: 0 ... 39)
            region.int8.fill(3)
            region.int32.fill(3)
            region.int64.fill(3)
            region.uint16.fill(3)
            product8(&all.int8, 100)
            product32(&all.int32, 1 << 20 + 7)
            product64(&all.int64, .max)
            uproduct16(&all.uint16, 60_001)
            #expect(try await region.int8.values().allSatisfy { $0 == cube(100) })
            #expect(try await region.int32.values().allSatisfy { $0 == cube(1 << 20 + 7) })
            #expect(try await region.int64.values().allSatisfy { $0 == cube(.max) })
            #expect(try await region.uint16.values().allSatisfy { $0 == cube(60_001) })
        }
    }

    /// Three times the cube.
    private func cube<Element: FixedWidthInteger>(_ value: Element) -> Element { 3 &* value &* value &* value }

    @Test(arguments: World.allCases) func futuresAndBarriersWrap(world: World) async throws {
        try await world.run { () async throws in
            let points = try Domain(Rect(0 ..< 3))
            let map = large(over: points)
            #expect(try await map.sum().value == 3 &* Int64.max)
            #expect(try await map.reduce(Product<Int64>.self).value == Int64.max &* Int64.max &* Int64.max)
            #expect(try await small(over: points).sum().value == UInt8(truncatingIfNeeded: 3 * 255))
            let barrier = ReductionBarrier(arrivals: 2, Sum<Int64>.self)
            try barrier.arrive(.max)
            try barrier.arrive(.max)
            #expect(try await barrier.value().value == -2)
        }
    }

    @Test(arguments: World.allCases) func copiesWrap(world: World) async throws {
        try await world.run { () async throws in
            let from = Region<Widths, 1>(0 ..< 4), to = Region<Widths, 1>(0 ..< 4)
            from.int16.fill(.max)
            to.int16.fill(.max)
            to.int16.copy(from: from.int16, reducing: Sum<Int16>.self)
            #expect(try await to.int16.values() == [-2, -2, -2, -2])
        }
    }
}

@Task func large() -> Int64 { .max }
@Task func small() -> UInt8 { .max }
