import CohortDiagnostics
import CohortGeometry

/// Memory that the runtime did not make and that holds fields of a region: an array of the program's, or a file.
package final class ExternalInstance: @unchecked Sendable {
    // SAFETY: immutable. Whoever attaches it answers for the memory until it is detached; `keeper` is only held.
    /// The fields it holds, each in a layout of its own.
    package let columns: [Column]
    /// Writes back what the system still keeps of it, when a detach flushes.
    package let synchronize: @Sendable () throws(CohortError) -> Void
    private let keeper: AnyObject?

    package struct Column {
        package let field: Int32
        package let memory: AffineColumn

        package init(field: Int32, memory: AffineColumn) {
            self.field = field
            self.memory = memory
        }
    }

    package init(
        _ columns: [Column], keeping keeper: AnyObject?,
        synchronize: @escaping @Sendable () throws(CohortError) -> Void = {}
    ) {
        self.columns = columns
        self.keeper = keeper
        self.synchronize = synchronize
    }

    package func column(of field: Int32) -> Column? { columns.first { $0.field == field } }
}

extension RegionStorage {
    /// Makes outside memory the columns of its fields, if all of it is laid out as they would be and none has memory yet.
    package func adopt(_ external: ExternalInstance) -> Bool {
        guard external.columns.allSatisfy(fits) else { return false }
        for column in external.columns { adopt(column.memory.origin, asOriginOfField: Int(column.field)) }
        return true
    }

    private func fits(_ column: ExternalInstance.Column) -> Bool {
        let descriptor = layout[Int(column.field)]
        let isAligned = Int(bitPattern: column.memory.origin) % descriptor.alignment == 0
        return isAligned && !hasColumn(Int(column.field))
            && (0 ..< dimension).allSatisfy { column.memory.strides[$0] == strides[$0] * descriptor.stride }
    }
}
