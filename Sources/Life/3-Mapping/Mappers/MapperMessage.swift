import CohortData
import CohortDiagnostics
import CohortMachineModel

/// What a mapper tells itself on another processor's behalf.
public struct MapperMessage: Sendable {
    /// The processor that it was sent to.
    public let receiver: MachineModel.Processor
    /// What it says, as bytes.
    public let bytes: [UInt8]

    /// What it says, as the value that was sent.
    ///
    /// - Throws: `SerializationError`, or what the type itself finds wrong, when the bytes are none of that type's.
    public func value<Value: Serializable>(as type: Value.Type = Value.self) throws -> Value {
        var reader = ByteReader(bytes)
        let value = try reader.read(Value.self)
        if reader.remaining == 0 { return value }
        throw SerializationError("\(reader.remaining) of \(bytes.count) bytes are left over")
    }
}

extension MappingContext {
    /// Sends a message to a processor. Messages are handled one by one, in the order in which they were sent, and each wakes the tasks
    /// that the mapper left or put back.
    ///
    /// - Throws: `mapping.processor` for one that the machine does not have.
    public func send(_ value: some Serializable, to receiver: MachineModel.Processor.ID) throws(CohortError) {
        guard let processor = machine.processor(receiver) else {
            throw CohortError(
                .mappingProcessor, "mapper '\(post.mapperName)' sent a message to processor \(receiver)",
                rule: "the machine has \(machine.processors.count) processors",
                fix: "send it to the `id` of one of `context.machine.processors`")
        }
        post.send([MapperMessage(receiver: processor, bytes: Self.bytes(of: value))])
    }

    /// Sends a message to each processor that runs tasks.
    public func broadcast(_ value: some Serializable) {
        let bytes = Self.bytes(of: value)
        post.send(machine.processors.filter(\.runsBodies).map { MapperMessage(receiver: $0, bytes: bytes) })
    }

    private static func bytes(of value: some Serializable) -> [UInt8] {
        var writer = ByteWriter()
        writer.append(value)
        return writer.bytes
    }
}
