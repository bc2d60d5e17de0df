import Cohort

extension Access {
    /// What a program asks for, on fields of one element type.
    init(_ argument: Argument, isFloating: Bool) {
        self = Access(argument.use, isFloating: isFloating).with(argument.coherence)
    }

    private init(_ use: Use, isFloating: Bool) {
        self =
            switch use {
            case .read: .read
            case .readWrite: .readWrite
            case .write: .write
            case .discard: .discard
            case .reduce(let fold): isFloating ? .reducing(fold, Double.self) : .reducing(fold, Int64.self)
            }
    }

    private static func reducing<Number: FrameView.Number>(_ fold: Fold, _ type: Number.Type) -> Access {
        switch fold {
        case .sum: .reduce(Sum<Number>.self)
        case .product: .reduce(Product<Number>.self)
        case .minimum: .reduce(Minimum<Number>.self)
        case .maximum: .reduce(Maximum<Number>.self)
        }
    }
}
