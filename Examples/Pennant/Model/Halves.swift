/// Where two threads divide the loops, and the sums of the second at the points that both touch.
///
///     zones   0 … zone │ zone …
///     points  the first's … ├ shared ┤ … the second's
struct Halves {
    let zone: Int
    let point: Int
    /// From the first point that the second half of the zones touches to the last that the first half does.
    let shared: Range<Int>
    let force: Column<Vector2>
    let pointMass: Column<Double>

    init(_ mesh: Mesh, isDivided: Bool) {
        zone = isDivided ? mesh.zoneCount / 2 : mesh.zoneCount
        point = isDivided ? mesh.pointCount / 2 : mesh.pointCount
        let border = Int(mesh.firstSide[zone])
        let end = mesh.sidePoint1[..<border].max().map { Int($0) + 1 } ?? 0
        let begin = mesh.sidePoint1[border...].min().map(Int.init) ?? end
        shared = min(begin, end) ..< end
        force = .column(.zero, count: shared.count)
        pointMass = .column(0, count: shared.count)
    }

    func deallocate() {
        force.deallocate()
        pointMass.deallocate()
    }
}
