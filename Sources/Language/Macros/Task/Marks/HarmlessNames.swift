/// Names behind which, as everybody uses them, there is nothing but computation.
enum HarmlessNames {
    /// Free functions and types that may be made or named.
    static let functions: Set<String> = PlainTypes.numbers.union([
        "Int128", "UInt128", "Float16", "Point", "Rect", "SIMD2", "SIMD3", "SIMD4", "SIMD8", "SIMD16", "SIMD32", "SIMD64",
        "Array", "ContiguousArray", "Optional", "Range", "ClosedRange", "String", "StaticString", "Character", "Substring",
        "Never", "Void",
        "abs", "min", "max", "swap", "zip", "stride", "repeatElement", "precondition", "preconditionFailure", "assert",
        "assertionFailure",
        "fatalError", "numericCast", "unsafeBitCast", "MemoryLayout", "Self", "Swift",
        "sqrt", "cbrt", "pow", "exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "sin", "cos", "tan", "asin", "acos",
        "atan",
        "atan2", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "hypot", "fabs", "floor", "ceil", "trunc", "round", "rint",
        "fmod",
        "remainder", "fmin", "fmax", "fma", "fdim", "copysign", "erf", "erfc", "tgamma", "lgamma",
    ])

    /// Functions behind a dot.
    static let methods: Set<String> = [
        "fold", "squareRoot", "formSquareRoot", "rounded", "round", "addProduct", "addingProduct", "remainder",
        "truncatingRemainder",
        "isMultiple", "quotientAndRemainder", "addingReportingOverflow", "subtractingReportingOverflow",
        "multipliedReportingOverflow",
        "negate", "signum", "toggle", "clamp", "clamped", "replacing", "distance", "advanced", "contains", "map", "compactMap",
        "flatMap",
        "filter", "reduce", "forEach", "allSatisfy", "enumerated", "reversed", "reverse", "sorted", "sort", "min", "max",
        "prefix", "suffix",
        "dropFirst", "dropLast", "first", "last", "firstIndex", "lastIndex", "append", "insert", "remove", "removeAll",
        "removeLast",
        "removeFirst", "popLast", "reserveCapacity", "swapAt", "joined", "split", "elementsEqual", "index", "formIndex", "sum",
        "wrappedSum",
    ]

    static let operators: Set<String> = [
        "+", "-", "*", "/", "%", "&+", "&-", "&*", "&", "|", "^", "<<", ">>", "&<<", "&>>", "==", "!=", "<", ">", "<=", ">=",
        "&&", "||", "!",
        "~", "===", "!==", "??", "...", "..<", "+=", "-=", "*=", "/=", "%=", "&+=", "&-=", "&*=", "&=", "|=", "^=", "<<=", ">>=",
        "&<<=",
        "&>>=", ".+", ".==", ".!=", ".<", ".>", ".<=", ".>=", ".&", ".|", ".^", ".!",
    ]
}
