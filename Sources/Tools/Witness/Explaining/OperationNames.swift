extension Log {
    /// The operations that somebody means, in the order of the program.
    ///
    /// - Parameter text: the number of an operation; or the name of a task or of what the runtime does itself, with a line, a point, or both, if
    ///   others share it: `relax`, `relax[3]`, `relax@41`, `relax@Heat.swift:41[3]`.
    public func operations(named text: String) -> [Int] {
        if let number = Int(text) { return operations[number] == nil ? [] : [number] }
        let wanted = OperationName(text)
        return launches.values.filter(wanted.names).flatMap { launch in
            launch.points.filter { wanted.point == nil || wanted.point == $0.key }.values
        }.sorted()
    }

    /// The names of all that was launched, each once, in ascending order.
    public var operationNames: [String] { Set(launches.values.map(\.name)).sorted() }
}

/// A text like `relax@Heat.swift:41[3]`, taken apart.
private struct OperationName {
    var name: Substring
    var file: Substring?
    var line: Int?
    var point: Int?

    init(_ text: String) {
        name = text[...]
        if name.last == "]", let open = name.lastIndex(of: "["), let number = Int(name[name.index(after: open)...].dropLast()) {
            point = number
            name = name[..<open]
        }
        guard let at = name.lastIndex(of: "@") else { return }
        let place = name[name.index(after: at)...].split(separator: ":")
        guard let last = place.last, let number = Int(last) else { return }
        line = number
        file = place.count > 1 ? place[0] : nil
        name = name[..<at]
    }

    func names(_ launch: Log.Launch) -> Bool {
        if launch.name != name { return false }
        if let line, launch.place?.line != line { return false }
        guard let file else { return true }
        return launch.place.map { $0.file == file || $0.file.hasSuffix("/" + file) } ?? false
    }
}
