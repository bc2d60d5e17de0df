import Cohort
import Foundation
import Testing

/// Bits, with a serializer by a word.
struct Grain: Serializable, BitwiseCopyable, Equatable {
    var mass: Float
    var place: Point<2>
}

/// Reads more than it writes.
struct Uneven: FieldElement {
    private var text = ""
    static let initial = Uneven()
    func serialize(into bytes: inout ByteWriter) { bytes.append(1) }
    init() {}
    init(deserializing bytes: inout ByteReader) throws { _ = try bytes.read([Int].self) }
}

@FieldSpace struct UnevenSpace { var uneven: Uneven }
@FieldSpace struct Counts { var label: Int }
@FieldSpace struct Labels { var label: String; var count: Int }

@Suite struct SerializerTests {
    private func roundTrip<Value: Serializable & Equatable>(_ value: Value) throws {
        var writer = ByteWriter()
        writer.append(value)
        writer.append(true)
        var reader = ByteReader(writer.bytes)
        #expect(try reader.read(Value.self) == value)
        #expect(try reader.read(Bool.self))
        #expect(reader.remaining == 0)
        // One byte less is noticed, wherever it is missing.
        for end in 0 ..< writer.bytes.count - 1 {
            var short = ByteReader(Array(writer.bytes[..<end]))
            #expect(throws: SerializationError.self) { try short.read(Value.self) }
        }
    }

    @Test func roundTrips() throws {
        for number in [0, 1, -1, .max, .min] { try roundTrip(number) }
        try roundTrip(0.1)
        try roundTrip(-Float.infinity)
        try roundTrip(Point(3, -4))
        try roundTrip(Grain(mass: 2, place: Point(1, 2)))
        for text in ["", "a", "Grüße, 世界 🎈", String(repeating: "long ", count: 100)] { try roundTrip(text) }
        try roundTrip([String]())
        try roundTrip([[1.5, 2], [], [3]])
        try roundTrip(["a": [1], "b": []])
        try roundTrip(Set([1, 2, 3]))
        try roundTrip(Optional("x"))
        try roundTrip(Int?.none)
        try roundTrip([Grain(mass: 1, place: Point(0, 9))])
        try roundTrip(Parcel("box", [1, 2]))
    }

    @Test func wrongBytes() throws {
        var writer = ByteWriter()
        writer.append(-1)
        var negative = ByteReader(writer.bytes)
        #expect(throws: SerializationError.self) { try negative.read([Int8].self) }
        writer = ByteWriter()
        writer.append(1)
        writer.append(0xFF as UInt8)
        var text = ByteReader(writer.bytes)
        #expect(throws: SerializationError.self) { try text.read(String.self) }
        var truth = ByteReader([2])
        #expect(throws: SerializationError.self) { try truth.read(Bool.self) }
    }

    private func inFolder(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("serialized-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder.appendingPathComponent("fields").path)
    }

    /// All fields of a sparse region go to a file and come back.
    @Test(arguments: World.allCases) func files(world: World) async throws {
        try await inFolder { path in
            let domain = Domain.ranges(0 ... 1, 5 ... 6)
            try await world.run { () async throws in
                let labels = Region<Labels, 1>(over: domain)
                let made = labels.attach(serialized: path, mode: .create)
                #expect(!made.isInPlace)
                // What is made has initial values.
                #expect(try await labels.label.values() == ["", "", "", ""])
                #expect(try await labels.count.values() == [0, 0, 0, 0])
                labels.label.set(["a", "bb", "", "dddd"])
                labels.count.set([1, 2, 3, 4])
                try await made.detach()
                await expectError(.uninitialized, naming: ["detached at"]) { _ = try await labels.label.values() }

                let again = Region<Labels, 1>(over: domain)
                let reading = again.attach(serialized: path, mode: .readOnly)
                #expect(try await again.label.values() == ["a", "bb", "", "dddd"])
                #expect(try await again.count.values() == [1, 2, 3, 4])
                numberAll(&again.label)
                try await reading.detach()

                let third = Region<Labels, 1>(over: domain)
                let changing = third.attach(serialized: path, mode: .readWrite)
                numberAll(&third.label)
                try await changing.detach()
                let fourth = Region<Labels, 1>(over: domain)
                let looking = fourth.attach(serialized: path, mode: .readWrite)
                #expect(try await fourth.label.values() == ["a0", "bb1", "5", "dddd6"])
                fourth.label.fill("not kept")
                try await looking.detach(flush: false)
                let fifth = Region<Labels, 1>(over: domain)
                fifth.attach(serialized: path, mode: .readOnly)
                #expect(try await fifth.label.values() == ["a0", "bb1", "5", "dddd6"])
            }
        }
    }

    /// What is no such file is refused by what is wrong with it, and the data count as not written.
    @Test(arguments: World.allCases) func misuse(world: World) async throws {
        try await inFolder { path in
            try await world.run { () async throws in
                await expectError(.attachFile, naming: [path]) {
                    try await Region<Labels, 1>(0 ..< 2).attach(serialized: path, mode: .readWrite).detach()
                }
                await expectError(.attachFile, naming: ["/nowhere/x"]) {
                    try await Region<Labels, 1>(0 ..< 2).attach(serialized: "/nowhere/x", mode: .create).detach()
                }
                try Data("something else".utf8).write(to: URL(fileURLWithPath: path))
                await expectError(.attachContents, naming: [path]) {
                    try await Region<Labels, 1>(0 ..< 2).attach(serialized: path, mode: .readOnly).detach()
                }
                let labels = Region<Labels, 1>(0 ..< 2)
                let written = labels.label.attach(serialized: path, mode: .create)
                try await written.detach()
                await expectError(.attachEnded) { try await written.detach() }
                await expectError(.attachContents, naming: ["2 elements, not 3"]) {
                    let more = Region<Labels, 1>(0 ..< 3)
                    more.label.attach(serialized: path, mode: .readOnly)
                    _ = try await more.label.values()
                }
                await expectError(.attachContents, naming: ["'label' where 'count'"]) {
                    try await labels.count.attach(serialized: path, mode: .readOnly).detach()
                }
                await expectError(.attachContents, naming: ["serialized, not plain, of 8 bytes"]) {
                    try await Region<Counts, 1>(0 ..< 2).attach(serialized: path, mode: .readOnly).detach()
                }
                let uneven = Region<UnevenSpace, 1>(0 ..< 2)
                try await uneven.attach(serialized: path, mode: .create).detach()
                await expectError(.attachContents, naming: ["field 'uneven' cannot be read"]) {
                    try await uneven.attach(serialized: path, mode: .readOnly).detach()
                }
                // Raw bytes are not for such fields; nothing is made.
                await expectError(.attachType, naming: ["label", "String"]) {
                    try await labels.attach(path: path + ".raw", mode: .create).detach()
                }
                #expect(!FileManager.default.fileExists(atPath: path + ".raw"))
                let memory = UnsafeMutableBufferPointer<Labels>.allocate(capacity: 2)
                defer { memory.deallocate() }
                await expectError(.attachType) { try await labels.attach(memory).detach() }
                let first = labels.attach(serialized: path, mode: .create)
                await expectError(.attachTwice) {
                    try await labels.label.attach(serialized: path + ".raw", mode: .create).detach()
                }
                try await first.detach()
            }
        }
    }
}
