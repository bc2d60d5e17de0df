import Cohort
import Foundation
import Testing

/// Two dimensions, two fields of different size.
@FieldSpace struct Plate {
    var heat: Double
    var mark: Int32
}

@Task func addOne(_ heat: inout Field<Double, 2>) { for p in heat.domain { heat[p] += 1 } }
@Task func addIndex(_ heat: inout Field<Double, 2>) { for p in heat.domain { heat[p] += Double(10 * p[0] + p[1]) } }
@Task func setAll(_ heat: inout Discard<Double, 2>, _ value: Double) { for p in heat.domain { heat[p] = value } }
@Task func markAll(_ mark: inout Field<Int32, 2>) { for p in mark.domain { mark[p] += Int32(p[1]) } }
@Task func nestedAdd(_ heat: inout Field<Double, 2>) async { addOne(&heat.region); addOne(&heat.region) }
@Task(.inner) func passHeatOn(_ heat: inout Discard<Double, 2>) async {
    try? await Task.sleep(for: .milliseconds(10))
    setAll(&heat.region, 1)
}
@Task func makePlate() async -> Region<Plate, 2> { Region(0 ..< 3, 0 ..< 4) }
@Task func failHeat(_ heat: inout Field<Double, 2>) throws { throw Broken() }

@Suite struct AttachTests {
    private func plate(_ rows: Int = 3, _ columns: Int = 4) -> Region<Plate, 2> { Region(0 ..< rows, 0 ..< columns) }

    /// T36: an array in either order, a task that adds one, and a detach that flushes; reading afterwards is an error.
    @Test(arguments: World.allCases) func attachAndDetach(world: World) async throws {
        try await world.run { () async throws in
            for order in [AxisOrder.rowMajor, .columnMajor] {
                for isRestricted in [true, false] {
                    let plate = self.plate()
                    let array = ExternalArray((0 ..< 12).map(Double.init))
                    let attachment = plate.heat.attach(array, order: order, restricted: isRestricted)
                    #expect(attachment.isInPlace == (order == .rowMajor && isRestricted))
                    addIndex(&plate.heat)
                    try await attachment.detach()
                    let added =
                        order == .rowMajor
                        ? [0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23] : [0, 10, 20, 1, 11, 21, 2, 12, 22, 3, 13, 23]
                    #expect(array.elements == zip(0 ..< 12, added).map { Double($0 + $1) })
                    await expectError(.uninitialized, naming: ["detached at"]) { _ = try await plate.heat.values() }
                    plate.heat.fill(7)
                    #expect(try await plate.heat.values() == Array(repeating: 7, count: 12))
                    #expect(array[0] == 0)
                }
            }
        }
    }

    /// The first use of a region that a task returned may be an attachment, or the lifting of a restriction.
    @Test(arguments: World.allCases) func returnedRegions(world: World) async throws {
        try await world.run { () async throws in
            let plate = try await makePlate().value
            let array = ExternalArray(Array(repeating: 5.0, count: 12))
            let attachment = plate.heat.attach(array)
            addOne(&plate.heat)
            try await attachment.detach()
            #expect(array.elements == Array(repeating: 6, count: 12))
            let other = try await makePlate().value
            try await other.heat.acquire().value
        }
    }

    /// What a task passed on before, and a child of it wrote late, is not in the array.
    @Test(arguments: World.allCases) func passedOnBefore(world: World) async throws {
        try await world.run { () async throws in
            let plate = self.plate()
            passHeatOn(&plate.heat)
            let array = ExternalArray(Array(repeating: 5.0, count: 12))
            let attachment = plate.heat.attach(array)
            addOne(&plate.heat)
            try await attachment.detach()
            #expect(array.elements == Array(repeating: 6, count: 12))
        }
    }

    /// T36: without a flush an unrestricted array keeps what it had.
    @Test(arguments: World.allCases) func withoutFlush(world: World) async throws {
        try await world.run { () async throws in
            let plate = self.plate()
            let array = ExternalArray(Array(repeating: 5.0, count: 12))
            let attachment = plate.heat.attach(array, restricted: false)
            addOne(&plate.heat)
            #expect(try await plate.heat.values() == Array(repeating: 6, count: 12))
            try await attachment.detach(flush: false)
            #expect(array.elements == Array(repeating: 5, count: 12))
        }
    }

    /// A restricted array has the data whenever an operation is over: tasks, nested tasks, fills, copies, mappings, folds.
    @Test(arguments: World.allCases) func restrictedArraysAreCurrent(world: World) async throws {
        for order in [AxisOrder.rowMajor, .columnMajor] {
            try await world.run { () async throws in
                let plate = self.plate(4, 4)
                let rows = plate.partitioned(.equal, into: 2)
                let array = ExternalArray(Array(repeating: 0.0, count: 16))
                let attachment = plate.heat.attach(array, order: order)
                func expectSum(_ sum: Double, line: Int = #line) async throws {
                    _ = try await executionFence().value
                    #expect(array.elements.reduce(0, +) == sum, "line \(line)")
                }
                addOne(&rows.heat.all)
                try await expectSum(16)
                nestedAdd(&plate.heat)
                try await expectSum(48)
                plate.heat.fill(2)
                try await expectSum(32)
                rows[1].heat.fill(3)
                try await expectSum(40)
                array[0] = 10
                #expect(try await plate.heat.values().reduce(0, +) == 48)
                try await plate.heat.updating { heat in heat[Point(0, 0)] = 0 }
                try await expectSum(38)
                let other = self.plate(4, 4)
                other.heat.fill(1)
                plate.heat.copy(from: other.heat)
                try await expectSum(16)
                plate.heat.copy(from: other.heat, reducing: Sum<Double>.self)
                try await expectSum(32)
                predicated(Future(false)) { plate.heat.fill(9) }
                try await expectSum(32)
                #expect(attachment.isInPlace == (order == .rowMajor))
                try await attachment.detach()
            }
        }
    }

    /// The arrival of a launch comes after its results are in the array.
    @Test(arguments: World.allCases) func arrivalsComeLast(world: World) async throws {
        try await world.run { () async throws in
            let plate = self.plate()
            let array = ExternalArray(Array(repeating: 0.0, count: 12))
            let attachment = plate.heat.attach(array, order: .columnMajor)
            let begun = PhaseBarrier(arrivals: 1)
            let done = PhaseBarrier(arrivals: 1)
            array[3] = 100
            try begun.arrive()
            launching(awaiting: [begun.advanced()], arrivingAt: [done]) { _ = addOne(&plate.heat) }
            try await done.advanced().wait()
            #expect(array.elements.reduce(0, +) == 112)
            try await attachment.detach()
        }
    }

    /// T16: acquired data stay in the region until they are released.
    @Test(arguments: World.allCases) func acquireAndRelease(world: World) async throws {
        try await world.run { () async throws in
            let plate = self.plate()
            let array = ExternalArray(Array(repeating: 1.0, count: 12))
            let attachment = plate.heat.attach(array, order: .columnMajor)
            let (go, done) = (PhaseBarrier(arrivals: 1), PhaseBarrier(arrivals: 1))
            launching(awaiting: [go.advanced()]) { _ = plate.heat.acquire() }
            try go.arrive()
            addOne(&plate.heat.simultaneous)
            addOne(&plate.heat)
            #expect(try await plate.heat.values() == Array(repeating: 3, count: 12))
            #expect(array.elements == Array(repeating: 1, count: 12))
            launching(arrivingAt: [done]) { _ = plate.heat.release() }
            try await done.advanced().wait()
            #expect(array.elements == Array(repeating: 3, count: 12))
            addOne(&plate.heat)
            _ = try await executionFence().value
            #expect(array.elements == Array(repeating: 4, count: 12))
            try await attachment.detach()
        }
    }

    /// T16: twice acquired, released without, or across the edge: errors. On unrestricted data both just wait and arrive.
    @Test(arguments: World.allCases) func acquireErrors(world: World) async throws {
        try await world.run { () async throws in
            let plate = self.plate(4, 4)
            let halves = plate.partitioned(.equal, into: 2)
            plate.heat.fill(0)
            let turn = PhaseBarrier(arrivals: 2)
            launching(arrivingAt: [turn]) {
                plate.heat.release()
                plate.heat.acquire()
            }
            try await turn.advanced().wait()
            let array = ExternalArray(Array(repeating: 1.0, count: 8))
            let attachment = halves[0].heat.attach(array)
            #expect(!attachment.isInPlace)
            let blocks = plate.partitioned(pieces: [try Domain(Rect(1 ..< 3, 0 ..< 4)), try Domain(Rect(0 ..< 1, 0 ..< 4))])
            await expectError(.releaseUnacquired) { try await halves[0].heat.release().value }
            await expectError(.acquirePartial) { try await blocks[0].heat.acquire().value }
            try await blocks[1].heat.acquire().value
            await expectError(.acquireTwice, naming: ["AttachTests.swift"]) { try await halves[0].heat.acquire().value }
            await expectError(.releaseUnacquired) { try await plate.heat.release().value }
            try await blocks[1].heat.release().value
            try await plate.heat.acquire().value
            await expectError(.acquirePartial) { try await blocks[1].heat.release().value }
            try await plate.heat.release().value
            try await attachment.detach()
        }
    }

    /// T36: what cannot be attached says why; the region stays usable.
    @Test(arguments: World.allCases) func attachErrors(world: World) async throws {
        try await world.run { () async throws in
            let plate = self.plate()
            let small = ExternalArray(Array(repeating: 0.0, count: 11))
            await expectError(.attachSize, naming: ["88 bytes", "to 96"]) { try await plate.heat.attach(small).detach() }
            let array = ExternalArray(Array(repeating: 0.0, count: 12))
            let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: 96, alignment: 8)
            defer { bytes.deallocate() }
            await expectError(.attachLayout) { try await plate.heat.attach(bytes, strides: [4, 1]).detach() }
            await expectError(.attachLayout) { try await plate.heat.attach(bytes, strides: [8]).detach() }
            await expectError(.attachSize) { try await plate.heat.attach(bytes, strides: [32, 8], offset: 8).detach() }
            await expectError(.attachSize) { try await plate.heat.attach(bytes, strides: [Int.max / 2, 8]).detach() }
            let first = plate.heat.attach(array)
            await expectError(.attachTwice, naming: ["AttachTests.swift"]) { try await plate.heat.attach(array).detach() }
            try await first.detach()
            await expectError(.attachEnded) { try await first.detach() }
            plate.heat.fill(1)
            let second = try await plate.heat.reading { _ in plate.heat.attach(array) }
            await expectError(.attachMapped) { try await second.detach() }
            let third = plate.heat.attach(array, order: .columnMajor)
            await expectError(.attachCoherence) { try await addOne(&plate.heat.simultaneous).value }
            plate.heat.fill(1)
            addOne(&plate.heat.atomic)
            try await third.detach()
            #expect(array.elements == Array(repeating: 2, count: 12))
        }
    }

    /// A failed task's results do not reach the array; the detach reports it and gives the array back.
    @Test(arguments: World.allCases) func failures(world: World) async throws {
        try await world.run { () async throws in
            for order in [AxisOrder.rowMajor, .columnMajor] {
                let plate = self.plate()
                let array = ExternalArray(Array(repeating: 2.0, count: 12))
                let attachment = plate.heat.attach(array, order: order)
                failHeat(&plate.heat)
                await expectError(.taskFailed) { try await attachment.detach() }
                #expect(array.elements == Array(repeating: 2, count: 12))
                plate.heat.fill(0)
                #expect(try await plate.heat.values() == Array(repeating: 0, count: 12))
            }
        }
    }

    /// Structures one after the other, in either order; negative and padded strides; parts of a region.
    @Test(arguments: World.allCases) func layouts(world: World) async throws {
        try await world.run { () async throws in
            let plate = self.plate()
            let structures = ExternalArray((0 ..< 12).map { Plate(heat: Double($0), mark: Int32($0)) })
            let both = plate.attach(structures, order: .columnMajor)
            addOne(&plate.heat)
            markAll(&plate.mark)
            try await both.detach()
            for (index, one) in structures.elements.enumerated() {
                #expect(one.heat == Double(index + 1) && one.mark == Int32(index + index / 3))
            }

            let bytes = UnsafeMutableBufferPointer<Double>.allocate(capacity: 40)
            defer { bytes.deallocate() }
            bytes.initialize(repeating: -1)
            for index in 0 ..< 12 { bytes[index / 4 * 12 + index % 4 * 3] = Double(index) }
            // Rows upside down, every third element.
            let strided = plate.heat.attach(UnsafeMutableRawBufferPointer(bytes), strides: [-96, 24], offset: 192)
            #expect(try await plate.heat.values() == [8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3])
            setAll(&plate.heat, 50)
            try await strided.detach()
            #expect(bytes.filter { $0 == 50 }.count == 12 && bytes.filter { $0 == -1 }.count == 28)
        }
    }

    /// T36: three fields go to a file and come back, also into other types of use; the file's mode is kept.
    @Test(arguments: World.allCases) func files(world: World) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("attach-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("plate.raw").path
        try await world.run { () async throws in
            await expectError(.attachFile, naming: [path]) {
                try await self.plate().attach(path: path, mode: .readWrite).detach()
            }
            let plate = self.plate()
            let made = plate.attach(path: path, mode: .create)
            #expect(made.isInPlace)
            plate.heat.set((0 ..< 12).map(Double.init))
            plate.mark.set((0 ..< 12).map(Int32.init))
            try await made.detach()
            let data = try Data(contentsOf: URL(fileURLWithPath: path))
            #expect(data.count == 12 * 12)

            let again = self.plate()
            let reading = again.attach(path: path, mode: .readOnly)
            #expect(try await again.heat.values() == (0 ..< 12).map(Double.init))
            #expect(try await again.mark.values() == (0 ..< 12).map(Int32.init))
            addOne(&again.heat)
            try await reading.detach()
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == data)

            // One field at an odd place: copied, not mapped.
            let part = self.plate(1, 4)
            let marks = part.mark.attach(path: path, mode: .readWrite, offset: 12 * 8 + 4)
            markAll(&part.mark)
            try await marks.detach()
            let changed = try Data(contentsOf: URL(fileURLWithPath: path))
            #expect(changed[96 ..< 116].enumerated().filter { $0.offset % 4 == 0 }.map(\.element) == [0, 1, 3, 5, 7])
            await expectError(.attachSize) { try await self.plate(4, 4).attach(path: path, mode: .readWrite).detach() }
        }
    }
}
