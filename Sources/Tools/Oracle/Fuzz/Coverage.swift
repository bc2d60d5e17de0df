import Cohort

/// How many programs had which constructs.
public struct Coverage: Sendable, CustomStringConvertible {
    /// By construct; one that did not occur is not there.
    public private(set) var programs: [Construct: Int] = [:]

    /// What became of parts that are repeated.
    public private(set) var repetitions = TraceReport()

    /// Adds what became of the repeated parts of a run.
    mutating func note(_ report: TraceReport) { repetitions.add(report) }

    /// Counts a program.
    mutating func note(_ program: RandomProgram) {
        for construct in program.constructs { programs[construct, default: 0] += 1 }
    }

    /// All constructs in order: `fill 812, copy 410, …`; and how many repetitions were replayed.
    public var description: String {
        (Construct.allCases.map { "\($0.rawValue) \(programs[$0] ?? 0)" }
            + ["repetitions replayed \(repetitions.replayed)", "analysed \(repetitions.analysed)"]).joined(separator: ", ")
    }
}

/// A construct of the programming model that random programs have.
public enum Construct: String, CaseIterable, Sendable {
    // Data.
    case sparseRegion = "sparse region", sharedSpace = "shared index space"
    case outputRegion = "output region", returnedRegion = "returned region"
    case pieces, clipped, mapped, function, equal, weights, blocked, restricted
    case byField = "by field", image, imageOfRanges = "image of ranges", preimage, preimageOfRanges = "preimage of ranges"
    case union, intersection, difference, unionOf = "union of all", within, crossed, pending, applied
    case grid = "blocks in a plane", shares, checkedImage = "checked image", checkedPreimage = "checked preimage"
    // Steps.
    case fill, fillOfFields = "fill of fields", fillFromFuture = "fill from future", predicatedFill = "predicated fill"
    case copy, copyOfFields = "copy of fields", reducingCopy = "reducing copy", indexCopy = "index copy"
    case predicatedCopy = "predicated copy", gather, scatter, both = "gather-scatter", skipping
    case task, indexTask = "index task", nested, virtual = "virtual mapping", virtualReduction = "virtual reduction"
    case virtualWithin = "virtual within virtual", realWithin = "real within virtual", projection, predicate, predicateAlgebra =
        "predicate algebra", reduction
    case sharedRead = "coherent read", sharedWrite = "coherent write", gang, epoch, barrier, reservation
    case atomicGang = "atomic writers in a gang", nestingGang = "gang that launches"
    case argumentMap = "argument map", futureArgument = "future argument", futureMap = "future map"
    case transformedMap = "transformed map", mapReduction = "map reduction", wait, fence
    case reading = "inline read", updating = "inline update", overwriting = "inline overwrite"
    case launchWithin = "launch within mapping", destroy, drop
    case repeated = "repeated part", changing = "part that changes", repeatedWait = "wait between repetitions"
    case attach, columnMajor = "column-major array", unrestricted = "unrestricted array", detach
    case detachWithout = "detach without flush", acquire, release
    case addedField = "added field", freedField = "freed field", serialized = "element with a serializer"
    // Misuse.
    case refusedLaunch = "refused launch", refusedCopy = "refused copy", refusedInline = "refused inline"
    case refusedChild = "refused child", useAfterDestroy = "use after destroy", refusedArray = "refused array"
    case refusedPartition = "refused partition", misusedField = "misused field"
}

extension RandomProgram {
    /// What the program has.
    var constructs: Set<Construct> {
        var found: Set<Construct> = []
        for region in regions {
            if region.twin != nil { found.insert(.sharedSpace) }
            if region.isSparse { found.insert(.sparseRegion) }
            switch region.birth {
            case .here, .written: break
            case .returned: found.insert(.returnedRegion)
            case .output: found.insert(.outputRegion)
            }
        }
        for partition in partitions {
            found.insert(partition.making.construct)
            if partition.isChecked { found.insert(partition.making.checked) }
        }
        func visit(_ operation: Operation) {
            found.formUnion(operation.constructs)
            operation.inner.forEach(visit)
        }
        operations.forEach(visit)
        for probe in probes { found.insert(probe.misuse) }
        if operations.contains(where: { if case .destroy = $0.action { true } else { false } }) { found.insert(.useAfterDestroy) }
        return found
    }
}

extension RegionShape {
    fileprivate var isSparse: Bool {
        let (rows, columns) = (spots.map(\.x), spots.map(\.y))
        guard let top = rows.min(), let bottom = rows.max(), let left = columns.min(), let right = columns.max() else {
            return false
        }
        return (bottom - top + 1) * (right - left + 1) != spots.count
    }
}

extension Making {
    fileprivate var construct: Construct {
        switch self {
        case .explicit: .pieces
        case .clipped: .clipped
        case .mapped: .mapped
        case .function: .function
        case .equal: .equal
        case .weights: .weights
        case .blocked: .blocked
        case .grid: .grid
        case .shares: .shares
        case .restricted: .restricted
        case .byField: .byField
        case .image(_, let isRange), .imageOfRegion(_, let isRange): isRange ? .imageOfRanges : .image
        case .preimage(_, let isRange): isRange ? .preimageOfRanges : .preimage
        case .union: .union
        case .intersection: .intersection
        case .difference: .difference
        case .unionOf: .unionOf
        case .within: .within
        case .crossed: .crossed
        case .pending: .pending
        case .applied: .applied
        }
    }
}

extension Making {
    /// The checked form of an operator that follows data.
    fileprivate var checked: Construct {
        switch self {
        case .preimage: .checkedPreimage
        default: .checkedImage
        }
    }
}

extension Operation {
    fileprivate var misuse: Construct {
        switch action {
        case .copy: .refusedCopy
        case .inline: .refusedInline
        case .attach, .acquire, .release: .refusedArray
        case .divide: .refusedPartition
        case .column: .misusedField
        default: inner.isEmpty ? .refusedLaunch : .refusedChild
        }
    }

    fileprivate var constructs: Set<Construct> {
        var found: Set<Construct> = condition == nil ? [] : [.predicate]
        if condition.map({ $0.sources.count > 1 }) == true { found.insert(.predicateAlgebra) }
        if let launch { found.formUnion(launch.constructs) }
        switch action {
        case .fill(let fill):
            found.insert(.fill)
            if condition != nil { found.insert(.predicatedFill) }
            if fill.launch.arguments[0].fields.count > 1 { found.insert(.fillOfFields) }
            if case .result = fill.source { found.insert(.fillFromFuture) }
        case .copy(let copy):
            found.formUnion(copy.constructs)
            if condition != nil { found.insert(.predicatedCopy) }
        case .launch(let launch):
            found.insert(launch.points == nil ? .task : .indexTask)
            if launch.children != nil { found.insert(.nested) }
            if launch.isInner { found.formUnion(launch.virtualConstructs) }
        case .epoch: found.insert(.epoch)
        case .again(let part):
            found.insert(.repeated)
            if part.lacking != nil { found.insert(.changing) }
            if part.waits { found.insert(.repeatedWait) }
        case .inline(let argument, let within):
            found.insert(argument.use == .read ? .reading : argument.use == .discard ? .overwriting : .updating)
            if !within.isEmpty { found.insert(.launchWithin) }
        case .fence: found.insert(.fence)
        case .reduceMap: found.insert(.mapReduction)
        case .wait: found.insert(.wait)
        case .destroy: found.insert(.destroy)
        case .drop: found.insert(.drop)
        case .attach(let attach):
            found.insert(.attach)
            if attach.isColumnMajor { found.insert(.columnMajor) }
            if !attach.isRestricted { found.insert(.unrestricted) }
        case .detach(_, let flushes): found.insert(flushes ? .detach : .detachWithout)
        case .acquire: found.insert(.acquire)
        case .release: found.insert(.release)
        case .divide: found.insert(.refusedPartition)
        case .column(let step):
            if case .add = step.kind { found.insert(.addedField) }
            if case .free = step.kind { found.insert(.freedField) }
        }
        return found
    }
}

extension Copy {
    fileprivate var constructs: Set<Construct> {
        var found: Set<Construct> = [[.direct: .copy, .gather: .gather, .scatter: .scatter, .both: .both][form] ?? .copy]
        if launch.arguments[0].fields.count > 1 { found.insert(.copyOfFields) }
        if fold != nil { found.insert(.reducingCopy) }
        if launch.points != nil { found.insert(.indexCopy) }
        if skips { found.insert(.skipping) }
        return found
    }
}

extension Launch {
    /// What a task without an instance has.
    fileprivate var virtualConstructs: Set<Construct> {
        var found: Set<Construct> = [.virtual]
        if arguments.contains(where: { $0.use.fold != nil }) { found.insert(.virtualReduction) }
        for child in children ?? [] {
            guard case .launch(let launch) = child.action, launch.children != nil else { continue }
            found.insert(launch.isInner ? .virtualWithin : .realWithin)
        }
        return found
    }

    fileprivate var constructs: Set<Construct> {
        var found: Set<Construct> = []
        for argument in arguments {
            if argument.use.fold != nil { found.insert(.reduction) }
            if argument.fields.contains(where: { !RandomProgram.kind($0).isBits }) { found.insert(.serialized) }
            if case .each(let rule) = argument.target.choice, rule != .identity { found.insert(.projection) }
            if argument.coherence != .exclusive { found.insert(argument.use == .read ? .sharedRead : .sharedWrite) }
        }
        for value in values {
            switch value {
            case .constant: break
            case .perPoint: found.insert(.argumentMap)
            case .result, .element: found.insert(.futureArgument)
            case .map(_, let rule): found.insert(rule == .identity ? .futureMap : .transformedMap)
            }
        }
        if company.isGang { found.insert(.gang) }
        if company.isGang, children != nil { found.insert(.nestingGang) }
        if company.isGang, arguments.contains(where: { $0.use.writes && $0.coherence == .atomic }) { found.insert(.atomicGang) }
        if company.awaits != nil { found.insert(.barrier) }
        if company.holds != nil { found.insert(.reservation) }
        return found
    }
}
