import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortLife

/// The field space of regions whose fields are known only at run time; fields are asked for by name and element type.
///
///     let columns = DynamicFields.Layout("table", [.init("id", of: Int.self), .init("weight", of: Double.self)])
///     let table = Region<DynamicFields, 1>(over: domain, fields: columns)
///     table.field("weight", as: Double.self).fill(0)
public enum DynamicFields: FieldSpace {
    /// None: each region has its own.
    public static var fields: [FieldDescriptor] { [] }

    /// The fields of some regions.
    public struct Layout: Sendable {
        let layout: FieldLayout

        /// Fields in the order given; a name that comes twice means its first field.
        ///
        /// - Complexity: O(fields).
        public init(_ name: String, _ columns: [Column]) {
            layout = FieldLayout(name: name, fields: columns.enumerated().map { $1.make($0) })
        }
    }

    /// One field: a name and an element type.
    public struct Column: Sendable {
        let make: @Sendable (_ key: Int) -> FieldDescriptor

        /// A field of elements of `type`, which are plain bits.
        public init<Element: BitwiseCopyable>(_ name: String, of type: Element.Type) {
            make = { FieldDescriptor(name, key: $0, of: type) }
        }

        /// A field of elements of `type`, which are more than their bits.
        @_disfavoredOverload
        public init<Element: FieldElement>(_ name: String, of type: Element.Type) {
            make = { FieldDescriptor(name, key: $0, of: type) }
        }
    }
}

extension Region where Space == DynamicFields {
    /// A new region over a domain, with fields given at run time.
    public init(
        over domain: Domain, fields: DynamicFields.Layout, named name: String? = nil, file: StaticString = #fileID,
        line: UInt32 = #line
    ) {
        let place = SourceLocation(file: file, line: line)
        let tree = RegionMaker.make(domain, dimension: N, fields.layout, name ?? fields.layout.name, place)
        self.init(tree: tree, node: tree.root, piece: 0)
    }
}

extension Region {
    /// The field of that name, which must hold elements of `type`.
    ///
    /// - Errors: `region.unknown-field`, `region.field-type`, delivered by the first launch that uses the field.
    public func field<Element>(
        _ name: String, as type: Element.Type, file: StaticString = #fileID, line: UInt32 = #line
    ) -> RegionField<Element, N> {
        let place = SourceLocation(file: file, line: line)
        do throws(CohortError) {
            return RegionField(tree: tree, node: node, piece: piece, field: try tree.fieldNumber(name, type, place))
        } catch {
            let broken = RegionMaker.defective(error, dimension: N, tree.layout, tree.name, place)
            return RegionField(tree: broken, node: broken.root, piece: 0, field: 0)
        }
    }
}

extension Partition {
    /// The field of that name of every piece, which must hold elements of `type`.
    ///
    /// - Errors: `region.unknown-field`, `region.field-type`, delivered by the first launch that uses the field.
    public func field<Element>(
        _ name: String, as type: Element.Type, file: StaticString = #fileID, line: UInt32 = #line
    ) -> PartitionField<Element, N> {
        let place = SourceLocation(file: file, line: line)
        do throws(CohortError) {
            return PartitionField(pieces, field: try tree.fieldNumber(name, type, place))
        } catch {
            let broken = RegionMaker.defective(error, dimension: N, tree.layout, tree.name, place)
            return PartitionField(RegionPartition(broken, broken.root), field: 0)
        }
    }
}

extension ProgramPosition {
    /// The place of what the running code asks for next; outside a program the place before all.
    static var here: ProgramPosition { TaskContext.current?.position ?? ProgramPosition() }
}

extension FieldLayout {
    /// The names of the fields there are at this place in program order.
    var names: [String] { names(at: .here) }

    /// The number of the field that `name` means at this place in program order.
    func number(_ name: String, of owner: String, _ place: SourceLocation) throws(CohortError) -> Int {
        switch meaning(of: name, at: .here) {
        case .field(let number): return number
        case .freed(let line):
            var error = freedField(name, line)
            error.place = place
            throw error
        case .nothing:
            throw CohortError(
                .unknownField, "\(owner) has no field '\(name)'; it has \(names)",
                rule: "a field is asked for by the name it was made with", fix: "use one of its names", at: place)
        }
    }
}

extension RegionTree {
    /// The number of the field called `name`, whose elements must be of `type`.
    fileprivate func fieldNumber(_ name: String, _ type: Any.Type, _ place: SourceLocation) throws(CohortError) -> Int32 {
        let number = try layout.number(name, of: "region '\(self.name)'", place)
        let actual = layout[number].type
        guard actual == type else {
            throw CohortError(
                .fieldType, "field '\(name)' of region '\(self.name)' holds \(actual), not \(type)",
                rule: "a field is used with the element type it was made with", fix: "write `as: \(actual).self`", at: place)
        }
        return Int32(number)
    }
}
