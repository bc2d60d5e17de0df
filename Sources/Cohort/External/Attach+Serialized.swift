import CohortData
import CohortDiagnostics
import CohortLife

// Files of serialized elements as the data of regions: for fields whose elements are more than their bits, and for any other.

extension Region {
    /// Makes a file of serialized elements the data of all fields.
    ///
    ///     let saved = cells.attach(serialized: "cells.data", mode: .create)
    ///     scatter(&tiles)
    ///     try await saved.detach()                     // the file has the result
    ///
    /// The file is read once, all of it, and written by the detach that flushes; in between it is not looked at. It holds name and elements
    /// of each field, in the order of the domain: numbers and other plain elements as their bytes, in the machine's own order.
    ///
    /// - Parameters:
    ///   - path: the file; one that is there is replaced when the new one is complete.
    ///   - mode: `.create` begins with the initial values of the elements, zeros for plain ones.
    /// - Errors: `attach.file` when the file cannot be read or written; `attach.contents` when it does not hold just these fields, over as many
    ///   points, or a serializer throws; otherwise as for an array.
    /// - Complexity: O(bytes) time and memory, by one task.
    /// - SeeAlso: `FieldElement`; Legion's `AttachLauncher::attach_file` and custom serdez operators.
    @discardableResult
    public func attach(
        serialized path: String, mode: FileMode, file: StaticString = #fileID, line: UInt32 = #line
    ) -> Attachment {
        AttachmentMaker(tree, node, piece, allFields, file, line).attach(serialized: path, mode)
    }
}

extension RegionField {
    /// Makes a file of serialized elements the field's data, as for all fields of a region.
    @discardableResult
    public func attach(
        serialized path: String, mode: FileMode, file: StaticString = #fileID, line: UInt32 = #line
    ) -> Attachment {
        AttachmentMaker(tree, node, piece, [field], file, line).attach(serialized: path, mode)
    }
}

extension AttachmentMaker {
    fileprivate func attach(serialized path: String, _ mode: FileMode) -> Attachment {
        let columns = fields.filter { $0 >= 0 }.map { tree.layout[Int($0)] }
        let file = SerializedFields(path: path, fields: columns, dimension: tree.dimension, place: place)
        let exchange = DataExchange(
            bringIn: { try mode == .create ? file.reset($0) : file.read($0) }, takeOut: { try file.write($0) })
        return attach(
            ExternalInstance([], keeping: nil), isRestricted: false, canFlush: mode != .readOnly, exchange: exchange)
    }
}
