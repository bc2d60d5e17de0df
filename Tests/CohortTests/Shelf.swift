import Cohort
import CohortLocking

// Fields whose elements are more than their bits, for the suites that use them.

/// Counts what is alive.
final class Census: Sendable {
    private let count = Locked(0)
    var alive: Int { count.withLock { $0 } }
    fileprivate func add(_ change: Int) { count.withLock { $0 += change } }
}

/// Something alive, noted in a census.
final class Life: Sendable {
    private let census: Census
    init(_ census: Census) {
        self.census = census
        census.add(1)
    }
    deinit { census.add(-1) }
}

/// An element with text, numbers and, maybe, something alive. What is alive does not go to files.
struct Parcel: FieldElement, Equatable {
    var label = ""
    var weights: [Double] = []
    var life: Life?

    static var initial: Parcel { Parcel() }

    init(_ label: String = "", _ weights: [Double] = [], _ life: Life? = nil) {
        self.label = label
        self.weights = weights
        self.life = life
    }

    func serialize(into bytes: inout ByteWriter) {
        bytes.append(label)
        bytes.append(weights)
    }

    init(deserializing bytes: inout ByteReader) throws {
        label = try bytes.read()
        weights = try bytes.read()
    }

    static func == (one: Parcel, other: Parcel) -> Bool { one.label == other.label && one.weights == other.weights }
}

/// Fields of both kinds.
@FieldSpace struct Shelf {
    var count: Int
    var label: String
    var list: [Int]
    var parcel: Parcel
    var other: Parcel
    var from: Int
    var maybe: String?
}

/// Joins lists; the order of the contributions shows.
enum Joined: ReductionOperator {
    static let identity: [Int] = []
    static func combine(_ target: inout [Int], _ value: [Int]) { target += value }
}

/// Joins parcels.
enum Packed: ReductionOperator {
    static let identity = Parcel()
    static func combine(_ target: inout Parcel, _ value: Parcel) {
        target.label += value.label
        target.weights += value.weights
        target.life = value.life ?? target.life
    }
}

@Access(Shelf.self) struct Relabel: ~Copyable {
    let count: Field<Int, 1>
    var label: Field<String, 1>
    var list: Reduce<Joined, 1>
}

@Task func numberAll(_ label: inout Field<String, 1>) { for p in label.domain { label[p] += "\(p[0])" } }
@Task func nameAll(_ label: inout Discard<String, 1>) { for p in label.domain { label[p] = "name \(p[0])" } }
@Task func nameFirst(_ label: inout Discard<String, 1>) { label[0] = "first" }
@Task func nameSecond(_ label: inout Write<String, 1>) { label[1] = "second" }
@Task func appendPlace(_ list: inout Field<[Int], 1>) { for p in list.domain { list[p].append(p[0]) } }
@Task func lengths(_ label: borrowing Field<String, 1>, _ list: borrowing Field<[Int], 1>) -> Int {
    label.domain.reduce(0) { $0 + label[$1].utf8.count + list[$1].count }
}
@Task func together(_ list: borrowing Field<[Int], 1>) -> [Int] { list.domain.flatMap { list[$0] } }
@Task func joinPlaces(_ list: inout Reduce<Joined, 1>) { for p in list.domain { list[p].fold([p[0], -p[0]]) } }
@Task func relabel(_ fields: inout Relabel) {
    for p in fields.domain {
        fields.label[p] = "\(fields.count[p]) at \(p[0])"
        fields.list.fold([fields.count[p]], at: p)
    }
}
@Task func appendInChildren(_ list: inout Field<[Int], 1>) async {
    let halves = list.region.partitioned(.equal, into: 2)
    appendPlace(&halves.all)
    appendPlace(&list.region)
}
@Task(.inner) func passListOn(_ list: inout Field<[Int], 1>) async { appendPlace(&list.region) }
@Task func touchOutside(_ label: inout Field<String, 1>) {
    let text = label[100]
    label[101] = text + "far"
}
@Task func pack(_ parcel: inout Field<Parcel, 1>) { for p in parcel.domain { parcel[p].weights.append(Double(p[0])) } }
@Task func packAll(_ parcel: inout Reduce<Packed, 1>, _ share: borrowing Field<Parcel, 1>) {
    for p in share.domain { parcel.fold(share[p], at: p) }
}
@Task func packAndFail(_ parcel: inout Reduce<Packed, 1>, _ share: borrowing Field<Parcel, 1>) throws {
    for p in share.domain { parcel.fold(share[p], at: p) }
    throw Broken()
}
@Task func failHalfway(_ parcel: inout Field<Parcel, 1>, _ share: borrowing Field<Parcel, 1>) throws {
    for p in parcel.domain where p[0] % 2 == 0 { parcel[p] = share[p] }
    throw Broken()
}
/// True when appending to a list with room left it where it was.
@Task func growInPlace(_ list: inout Field<[Int], 1>) -> Bool {
    list[0] = [1]
    list[0].reserveCapacity(1000)
    let before = list[0].withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
    for n in 0 ..< 900 { list[0].append(n) }
    return list[0].withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) } == before
}
