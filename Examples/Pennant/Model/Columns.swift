/// Memory for one value per point, side or zone, without a bounds check in the way.
///
/// SAFETY: the owner allocates and deallocates; the loops use indices of the mesh, which `Mesh` made within range.
typealias Column<Element: BitwiseCopyable> = UnsafeMutablePointer<Element>

extension UnsafeMutablePointer where Pointee: BitwiseCopyable {
    /// A column that holds the elements of the array.
    static func column(_ elements: [Pointee]) -> Self {
        let column = allocate(capacity: max(elements.count, 1))
        elements.withUnsafeBufferPointer { source in
            if let base = source.baseAddress { column.initialize(from: base, count: source.count) }
        }
        return column
    }

    /// A column with the same value everywhere.
    static func column(_ value: Pointee, count: Int) -> Self {
        let column = allocate(capacity: max(count, 1))
        column.initialize(repeating: value, count: count)
        return column
    }

    /// A copy of the first `count` elements.
    func array(_ count: Int) -> [Pointee] { Array(UnsafeBufferPointer(start: self, count: count)) }
}

/// The fields of a sequential run. Only what one phase hands to another is stored.
struct Columns {
    // Points
    let position: Column<Vector2>
    let velocity: Column<Vector2>
    let halfPosition: Column<Vector2>
    /// Old plus new velocity, both after the boundary conditions.
    let velocitySum: Column<Vector2>
    let force: Column<Vector2>
    let pointMass: Column<Double>
    let planes: Column<InitialState.Planes>
    // Zones
    let mass: Column<Double>
    let density: Column<Double>
    let energy: Column<Double>
    let totalEnergy: Column<Double>
    let workRate: Column<Double>
    let volume: Column<Double>
    let pressure: Column<Double>
    let firstSide: Column<Int32>
    // Sides
    let fraction: Column<Double>
    let workingForce: Column<Vector2>
    let point1: Column<Int32>

    init(_ mesh: Mesh, _ state: InitialState) {
        let np = mesh.pointCount, nz = mesh.zoneCount
        position = .column(mesh.points)
        velocity = .column(state.pointVelocity)
        halfPosition = .column(.zero, count: np)
        velocitySum = .column(.zero, count: np)
        force = .column(.zero, count: np)
        pointMass = .column(0, count: np)
        planes = .column(state.pointPlanes)
        mass = .column(state.zoneMass)
        density = .column(state.zoneDensity)
        energy = .column(state.zoneEnergy)
        totalEnergy = .column(state.zoneTotalEnergy)
        workRate = .column(0, count: nz)
        volume = .column(state.zoneVolume)
        pressure = .column(0, count: nz)
        firstSide = .column(mesh.firstSide)
        fraction = .column(state.sideFraction)
        workingForce = .column(.zero, count: mesh.sideCount)
        point1 = .column(mesh.sidePoint1)
    }

    func deallocate() {
        for column in [position, velocity, halfPosition, velocitySum, force, workingForce] { column.deallocate() }
        for column in [pointMass, mass, density, energy, totalEnergy, workRate, volume, pressure, fraction] {
            column.deallocate()
        }
        planes.deallocate()
        firstSide.deallocate()
        point1.deallocate()
    }
}
