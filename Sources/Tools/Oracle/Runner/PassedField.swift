import Cohort

/// What an accessor of a running task stands for, as that task passes it on.
struct PassedField {
    /// Adds it to a launch.
    let require: (LaunchBuilder, Access) -> Void

    /// Those of all columns of a task, by argument and field.
    static func all(of launch: Launch, _ frame: TaskFrame, _ columns: [FrameView.Column]) -> [Int: [Int: PassedField]] {
        var all: [Int: [Int: PassedField]] = [:]
        var column = 0
        for (number, argument) in launch.arguments.enumerated() {
            for field in argument.fields {
                all[number, default: [:]][field] = PassedField(frame, column, columns[column])
                column += 1
            }
        }
        return all
    }

    private init(_ frame: TaskFrame, _ number: Int, _ column: FrameView.Column) {
        switch column.kind {
        case .integer: self.init(frame, number, column, Int64.self)
        case .floating: self.init(frame, number, column, Double.self)
        case .pointer: self.init(frame, number, column, Int.self)
        case .place: self.init(frame, number, column, Point<2>.self)
        case .range: self.init(frame, number, column, Rect<1>.self)
        case .text: self.init(frame, number, column, String.self)
        }
    }

    private init<E: FrameView.Element>(_ frame: TaskFrame, _ number: Int, _ column: FrameView.Column, _ type: E.Type) {
        if column.dimension == 1 {
            let region = Field<E, 1>(frame, number).region
            require = { $0.field(region, $1) }
        } else {
            let region = Field<E, 2>(frame, number).region
            require = { $0.field(region, $1) }
        }
    }
}

extension Scene {
    /// Adds an argument to a launch by the accessors of this task, if it is one of its own, whole; else false.
    func pass(_ argument: Argument, _ access: Access, to builder: LaunchBuilder) -> Bool {
        guard case .argument(let number) = argument.target.base, argument.target.choice == .whole, let own = passed[number] else {
            return false
        }
        let fields = argument.fields.compactMap { own[$0] }
        guard fields.count == argument.fields.count else { return false }
        for field in fields { field.require(builder, access) }
        return true
    }
}
