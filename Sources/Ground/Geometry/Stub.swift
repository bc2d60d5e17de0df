import CohortDiagnostics
@frozen public struct Point<let N: Int>: Hashable, Sendable { 
  public var c: InlineArray<N, Int>
  public init(_ v: Int...) { c = InlineArray(repeating: 0); for i in 0..<v.count { c[i] = v[i] } }
  public subscript(i: Int) -> Int { get { c[i] } set { c[i] = newValue } }
  public static func == (a: Self, b: Self) -> Bool { for i in 0..<N where a[i] != b[i] { return false }; return true }
  public func hash(into h: inout Hasher) { for i in 0..<N { h.combine(self[i]) } }
}
@frozen public struct Rect<let N: Int>: Sendable { public var lo: Point<N>, hi: Point<N>
  public init(lo: Point<N>, hi: Point<N>) { self.lo = lo; self.hi = hi } }
public struct Domain: Hashable, Sendable, CustomStringConvertible {
  public let dimension: Int
  var flat: ContiguousArray<Int>
  public var rectCount: Int { flat.count / (2 * dimension) }
  public var isEmpty: Bool { flat.isEmpty }
  public var volume: Int { var v = 0; for r in 0..<rectCount { var p = 1; for a in 0..<dimension { p *= hi(r,a) - lo(r,a) + 1 }; v += p }; return v }
  func lo(_ r: Int, _ a: Int) -> Int { flat[r*2*dimension + a] }
  func hi(_ r: Int, _ a: Int) -> Int { flat[r*2*dimension + dimension + a] }
  public init<let N: Int>(_ r: Rect<N>) throws(CohortError) { dimension = N; flat = []; for a in 0..<N where r.hi[a] < r.lo[a] { return }; for a in 0..<N { flat.append(r.lo[a]) }; for a in 0..<N { flat.append(r.hi[a]) } }
  init(dimension: Int, flat: ContiguousArray<Int>) { self.dimension = dimension; self.flat = flat }
  public static func empty(dimension: Int) -> Domain { Domain(dimension: dimension, flat: []) }
  public func withRectangles<R>(_ b: (UnsafeBufferPointer<Int>) throws -> R) rethrows -> R { try flat.withUnsafeBufferPointer(b) }
  public func intersection(_ o: Domain) throws(CohortError) -> Domain { var out = ContiguousArray<Int>(); for i in 0..<rectCount { for j in 0..<o.rectCount { 
     let l = (0..<dimension).map { max(lo(i,$0), o.lo(j,$0)) }, h = (0..<dimension).map { min(hi(i,$0), o.hi(j,$0)) }
     if !zip(l,h).contains(where: { $0 > $1 }) { out += l; out += h } } }; return Domain(dimension: dimension, flat: out) }
  public func subtracting(_ o: Domain) throws(CohortError) -> Domain { var rects = (0..<rectCount).map { r in ((0..<dimension).map { lo(r,$0) }, (0..<dimension).map { hi(r,$0) }) }
    for j in 0..<o.rectCount { var next: [([Int],[Int])] = []
      for (l, h) in rects { 
        if (0..<dimension).contains(where: { h[$0] < o.lo(j,$0) || l[$0] > o.hi(j,$0) }) { next.append((l,h)); continue }
        var l = l, h = h
        for a in 0..<dimension { if l[a] < o.lo(j,a) { var hh = h; hh[a] = o.lo(j,a)-1; next.append((l,hh)); l[a] = o.lo(j,a) }
          if h[a] > o.hi(j,a) { var ll = l; ll[a] = o.hi(j,a)+1; next.append((ll,h)); h[a] = o.hi(j,a) } } }
      rects = next }
    return Domain(dimension: dimension, flat: ContiguousArray(rects.flatMap { $0.0 + $0.1 })) }
  public func union(_ o: Domain) throws(CohortError) -> Domain { Domain(dimension: dimension, flat: flat + (try o.subtracting(self)).flat) }
  public static func union(of d: [Domain]) -> Domain { var r = d.first ?? Domain(dimension: 1, flat: []); for x in d.dropFirst() { r = try! r.union(x) }; return r }
  public static func == (a: Domain, b: Domain) -> Bool { a.dimension == b.dimension && ((try? a.subtracting(b))?.isEmpty ?? false) && ((try? b.subtracting(a))?.isEmpty ?? false) }
  public func hash(into h: inout Hasher) { h.combine(volume) }
  public var description: String { "\(flat)" }
}
public struct OverlapTable { public static let rightInsideLeft: UInt8 = 1
  public let offsets: ContiguousArray<Int32>, targets: ContiguousArray<Int32>, flags: ContiguousArray<UInt8>, rightUnionInsideLeftUnion: Bool
  public init(_ l: [Domain], _ r: [Domain]) { var o: ContiguousArray<Int32> = [0], t: ContiguousArray<Int32> = [], f: ContiguousArray<UInt8> = []
    for a in l { for (j, b) in r.enumerated() { let x = try! a.intersection(b); if !x.isEmpty { t.append(Int32(j)); f.append(x.volume == b.volume ? 1 : 0) } }; o.append(Int32(t.count)) }
    offsets = o; targets = t; flags = f; rightUnionInsideLeftUnion = (try! Domain.union(of: r).subtracting(Domain.union(of: l))).isEmpty } }
public struct DisjointnessCheck { public let isDisjoint: Bool; public init(_ p: ContiguousArray<Domain>) { let t = OverlapTable(Array(p), Array(p)); isDisjoint = !zip(0..<p.count, p).contains { (i, _) in t.offsets[i+1] - t.offsets[i] > 1 } } }
@frozen public struct Spans<let N: Int>: Sequence {
  public let rectangles: UnsafePointer<Int>, rectCount: Int
  public init(rectangles: UnsafePointer<Int>, count: Int) { self.rectangles = rectangles; rectCount = count }
  public func contains(_ p: Point<N>) -> Bool { for r in 0..<rectCount { var ok = true; for a in 0..<N { let b = rectangles + r*2*N; if p[a] < b[a] || p[a] > b[N+a] { ok = false } }; if ok { return true } }; return false }
  public func makeIterator() -> Iterator { Iterator(rectangles, rectCount) }
  @frozen public struct Iterator: IteratorProtocol {
    @usableFromInline var next_: UnsafePointer<Int>, left: Int; @usableFromInline var i = 0, end = 0; @usableFromInline var p = Point<N>(); @usableFromInline var lo: UnsafePointer<Int>
    @usableFromInline init(_ r: UnsafePointer<Int>, _ c: Int) { next_ = r; left = c; lo = r }
    @inline(__always) public mutating func next() -> Point<N>? { while true { if i < end { var q = p; q[N-1] = i; i &+= 1; return q }; if !advance() { return nil } } }
    mutating func advance() -> Bool {
      var a = N - 2
      if end != 0 || i != 0 { while a >= 0 { if p[a] < lo[N + a] { p[a] &+= 1; i = lo[N-1]; end = lo[2*N-1] &+ 1; return true }; p[a] = lo[a]; a -= 1 } }
      if left == 0 { return false }
      lo = next_; next_ += 2*N; left -= 1
      for a in 0..<N { p[a] = lo[a] }
      i = lo[N-1]; end = lo[2*N-1] &+ 1; return true
    } }
}
