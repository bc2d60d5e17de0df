import Cohort

/// What can be filled, whatever its dimension.
protocol Fillable {
    /// Fills one field, or two.
    func fill<Element: Sendable>(_ paths: [KeyPath<Cells, Element>], with value: Element)
    /// Fills one field, or two, with a value that is not there yet.
    func fill<Element: Sendable>(_ paths: [KeyPath<Cells, Element>], with value: Future<Element>)
}

extension Region: Fillable where Space == Cells {
    func fill<Element: Sendable>(_ paths: [KeyPath<Cells, Element>], with value: Element) {
        if paths.count == 1 { self[dynamicMember: paths[0]].fill(value) } else { fill(value, fields: paths[0], paths[1]) }
    }

    func fill<Element: Sendable>(_ paths: [KeyPath<Cells, Element>], with value: Future<Element>) {
        if paths.count == 1 { self[dynamicMember: paths[0]].fill(value) } else { fill(value, fields: paths[0], paths[1]) }
    }
}

extension Partition: Fillable where Space == Cells {
    func fill<Element: Sendable>(_ paths: [KeyPath<Cells, Element>], with value: Element) {
        if paths.count == 1 { self[dynamicMember: paths[0]].fill(value) } else { fill(value, fields: paths[0], paths[1]) }
    }

    func fill<Element: Sendable>(_ paths: [KeyPath<Cells, Element>], with value: Future<Element>) {
        if paths.count == 1 { self[dynamicMember: paths[0]].fill(value) } else { fill(value, fields: paths[0], paths[1]) }
    }
}

extension ProjectedRegion: Fillable where Space == Cells {
    func fill<Element: Sendable>(_ paths: [KeyPath<Cells, Element>], with value: Element) {
        if paths.count == 1 { self[dynamicMember: paths[0]].fill(value) } else { fill(value, fields: paths[0], paths[1]) }
    }

    func fill<Element: Sendable>(_ paths: [KeyPath<Cells, Element>], with value: Future<Element>) {
        if paths.count == 1 { self[dynamicMember: paths[0]].fill(value) } else { fill(value, fields: paths[0], paths[1]) }
    }
}
