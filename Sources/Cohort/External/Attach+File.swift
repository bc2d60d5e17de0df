import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortLife

// Files as the data of regions: raw bytes, each field over the bounding rectangle, row-major, one field after the other.

/// What may be done to a file that is attached.
public enum FileMode: Sendable {
    /// Tasks may write the fields, but never the file.
    case readOnly
    /// The file exists, and tasks change it.
    case readWrite
    /// The file is made, or made anew, filled with zeros.
    case create
}

extension Region {
    /// Makes a raw file the data of all fields.
    ///
    /// The file holds the bytes of each field over the bounding rectangle, row-major, in the order of the field space, in the machine's own byte
    /// order and without gaps.
    ///
    /// - Parameters:
    ///   - path: the file; it is mapped, so only pages that are used take memory.
    ///   - offset: bytes before the first field.
    /// - Errors: `attach.file` when the file cannot be opened, made or mapped; `attach.too-small` when it is shorter than the fields;
    ///   `attach.element-type` when the elements of a field are more than their bits; otherwise as for an array.
    /// - SeeAlso: Legion's `AttachLauncher::attach_file`.
    @discardableResult
    public func attach(
        path: String, mode: FileMode, offset: Int = 0, restricted: Bool = true, file: StaticString = #fileID,
        line: UInt32 = #line
    ) -> Attachment {
        AttachmentMaker(tree, node, piece, allFields, file, line).attach(path, mode, offset, isRestricted: restricted)
    }
}

extension RegionField where Element: BitwiseCopyable {
    /// Makes a raw file the field's data, as for all fields of a region.
    @discardableResult
    public func attach(
        path: String, mode: FileMode, offset: Int = 0, restricted: Bool = true, file: StaticString = #fileID,
        line: UInt32 = #line
    ) -> Attachment {
        AttachmentMaker(tree, node, piece, [field], file, line).attach(path, mode, offset, isRestricted: restricted)
    }
}

extension AttachmentMaker {
    fileprivate func attach(_ path: String, _ mode: FileMode, _ offset: Int, isRestricted: Bool) -> Attachment {
        let (layouts, byteCount) = dense(.rowMajor, from: offset)
        do throws(CohortError) {
            try checkPlain()
            let file = try MappedFile(path, mode.mapping, offset: max(0, offset), byteCount: byteCount, at: place)
            return attach(
                file.memory, layouts, isRestricted: isRestricted, keeping: file, canFlush: mode != .readOnly,
                synchronize: { () throws(CohortError) in try file.synchronize() })
        } catch {
            return refused(error)
        }
    }
}

extension FileMode {
    fileprivate var mapping: MappedFile.Mode {
        switch self {
        case .readOnly: .readOnly
        case .readWrite: .readWrite
        case .create: .create
        }
    }
}
