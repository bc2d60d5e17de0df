/// An image of a field over the moved mesh: each zone's polygon filled with the colour of its value, and a colour bar.
public struct Picture: Sendable {
    /// The size in pixels.
    public let width: Int, height: Int
    /// Red, green, blue of each pixel, rows from the top; shape: height × width × 3.
    public internal(set) var pixels: [UInt8]

    static let background = Color(red: 250, green: 250, blue: 247)
    static let ink = Color(red: 60, green: 60, blue: 66)

    /// An empty picture.
    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        pixels = []
        pixels.reserveCapacity(width * height * 3)
        for _ in 0 ..< width * height { pixels += [Self.background.red, Self.background.green, Self.background.blue] }
    }

    /// Draws the field.
    ///
    /// - Parameters:
    ///   - positions: of the points, for example at the end of a run; shape: points.
    ///   - values: one a zone; what is not finite is drawn grey; shape: zones.
    ///   - title: stands over the colour bar; small letters.
    ///   - size: the longer side of the plot in pixels.
    /// - Complexity: O(zones + pixels).
    public init(_ mesh: Mesh, positions: [Vector2], values: [Double], title: String = "density", size: Int = 720) {
        precondition(positions.count == mesh.pointCount && values.count == mesh.zoneCount, "the fields belong to the mesh")
        let frame = Frame(positions, size: size)
        let scale = ColorScale(values)
        let margin = 24, bar = 150
        self.init(width: frame.width + 2 * margin + bar, height: max(frame.height, 160) + 2 * margin)
        var raster = Raster(width: frame.width, height: frame.height)
        for zone in 0 ..< mesh.zoneCount {
            let corners = mesh.sides(of: zone).map { frame.pixel(positions[Int(mesh.sidePoint1[$0])], Raster.finer) }
            raster.fill(corners, scale.color(values[zone]))
        }
        raster.draw(on: &self, x: margin, y: margin)
        drawBar(scale, title, x: margin + frame.width + 24, y: margin + 20, height: height - 2 * margin - 20)
    }

    /// The colour bar with the numbers at its ends and in the middle.
    private mutating func drawBar(_ scale: ColorScale, _ title: String, x: Int, y: Int, height: Int) {
        let width = 18
        draw(title, x: x, y: y - 20)
        for row in 0 ..< height {
            let part = 1 - (Double(row) + 0.5) / Double(height)
            for column in 0 ..< width { set(x + column, y + row, ColorScale.color(part: part)) }
        }
        for (part, row) in [(1.0, 0), (0.5, height / 2 - 7), (0.0, height - 14)] {
            draw(formatted("%.3g", scale.value(part: part)), x: x + width + 8, y: y + row)
        }
    }

    /// Colours a pixel; outside the picture nothing happens.
    mutating func set(_ x: Int, _ y: Int, _ color: Color) {
        guard x >= 0, x < width, y >= 0, y < height else { return }
        let at = (y * width + x) * 3
        (pixels[at], pixels[at + 1], pixels[at + 2]) = (color.red, color.green, color.blue)
    }
}

/// The map from the plane to the pixels of the plot: the same scale both ways, the axis of height upwards.
private struct Frame {
    let width: Int, height: Int
    private let left: Double, top: Double, scale: Double

    init(_ positions: [Vector2], size: Int) {
        let xs = positions.lazy.map(\.x), ys = positions.lazy.map(\.y)
        left = xs.min() ?? 0
        top = ys.max() ?? 1
        let extentX = (xs.max() ?? 1) - left, extentY = top - (ys.min() ?? 0)
        scale = Double(size) / max(extentX, extentY, 1e-300)
        width = max(Int((extentX * scale).rounded(.up)), 1)
        height = max(Int((extentY * scale).rounded(.up)), 1)
    }

    func pixel(_ point: Vector2, _ finer: Double) -> Vector2 {
        Vector2((point.x - left) * scale * finer, (top - point.y) * scale * finer)
    }
}

/// A grid of twice the resolution, whose pixels are averaged: so edges are smooth.
private struct Raster {
    static let finer = 2.0
    private let width: Int, height: Int
    private var colors: [Color]

    init(width: Int, height: Int) {
        self.width = width * 2
        self.height = height * 2
        colors = [Color](repeating: Picture.background, count: width * height * 4)
    }

    /// Fills the polygon: every pixel whose centre lies inside, by the crossings of each row with the edges.
    mutating func fill(_ corners: [Vector2], _ color: Color) {
        guard corners.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else { return }
        let top = corners.map(\.y).min()!, bottom = corners.map(\.y).max()!
        let first = max(Int((top - 0.5).rounded(.up)), 0), last = min(Int((bottom - 0.5).rounded(.down)), height - 1)
        guard first <= last else { return }
        for row in first ... last {
            let crossings = Self.crossings(corners, at: Double(row) + 0.5)
            for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
                let start = max(Int((crossings[pair] - 0.5).rounded(.up)), 0)
                let end = min(Int((crossings[pair + 1] - 0.5).rounded(.up)), width)
                for column in start ..< max(start, end) { colors[row * width + column] = color }
            }
        }
    }

    private static func crossings(_ corners: [Vector2], at y: Double) -> [Double] {
        var crossings: [Double] = []
        var a = corners[corners.count - 1]
        for b in corners {
            // Half-open, so that a row through a corner counts it once.
            if (a.y <= y) != (b.y <= y) { crossings.append(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x)) }
            a = b
        }
        return crossings.sorted()
    }

    func draw(on picture: inout Picture, x: Int, y: Int) {
        for row in 0 ..< height / 2 {
            for column in 0 ..< width / 2 {
                let at = 2 * row * width + 2 * column
                picture.set(
                    x + column, y + row, Color(mean: colors[at], colors[at + 1], colors[at + width], colors[at + width + 1]))
            }
        }
    }
}
