import Glibc

// The three generators. Zones are numbered with i fastest: zone j * zonesX + i.

extension Mesh {
    /// Quadrilaterals between (0, 0) and (lengthX, lengthY).
    mutating func makeRectangle(lengthX: Double, lengthY: Double) {
        let dx = lengthX / Double(zonesX), dy = lengthY / Double(zonesY)
        for j in 0 ... zonesY {
            for i in 0 ... zonesX { points.append(Vector2(dx * Double(i), dy * Double(j))) }
        }
        let row = zonesX + 1
        for j in 0 ..< zonesY {
            for i in 0 ..< zonesX {
                let b = j * row + i
                appendZone([b, b + 1, b + 1 + row, b + row])
            }
        }
    }

    /// A sector around the origin, from `angle` (radians, i = 0) down to the x axis.
    mutating func makePie(angle: Double, radius: Double) {
        let dth = angle / Double(zonesX), dr = radius / Double(zonesY)
        points.append(.zero)
        for j in 1 ... zonesY {
            let r = dr * Double(j)
            for i in 0 ... zonesX {
                let th = dth * Double(zonesX - i)
                points.append(Vector2(r * cos(th), r * sin(th)))
            }
        }
        func number(_ j: Int, _ i: Int) -> Int { 1 + (j - 1) * (zonesX + 1) + i }
        for i in 0 ..< zonesX { appendZone([0, number(1, i + 1), number(1, i)]) }
        for j in 1 ..< zonesY {
            for i in 0 ..< zonesX {
                appendZone([number(j, i), number(j, i + 1), number(j + 1, i + 1), number(j + 1, i)])
            }
        }
    }

    /// Hexagons, those at the rim cut to 4 or 5 points.
    ///
    /// Each inner node of the grid is split into a point A, up and left, and a point B, down and right.
    mutating func makeHexagons(lengthX: Double, lengthY: Double) {
        let firstPoints = appendHexagonPoints(lengthX: lengthX, lengthY: lengthY)
        for j in 0 ..< zonesY {
            for i in 0 ..< zonesX { appendHexagon(i, j, low: firstPoints[j], high: firstPoints[j + 1]) }
        }
    }

    /// Appends the points; returns the first of each row of nodes.
    private mutating func appendHexagonPoints(lengthX: Double, lengthY: Double) -> [Int] {
        let dx = lengthX / Double(zonesX - 1), dy = lengthY / Double(zonesY - 1)
        var firstPoints: [Int] = []
        for j in 0 ... zonesY {
            firstPoints.append(points.count)
            let y = max(0, min(lengthY, dy * (Double(j) - 0.5)))
            for i in 0 ... zonesX {
                let x = max(0, min(lengthX, dx * (Double(i) - 0.5)))
                if i == 0 || i == zonesX || j == 0 || j == zonesY {
                    points.append(Vector2(x, y))
                } else {
                    points.append(Vector2(x - dx / 6, y + dy / 6))
                    points.append(Vector2(x + dx / 6, y - dy / 6))
                }
            }
        }
        return firstPoints
    }

    /// Appends zone (i, j): six candidates, of which the rim takes some away.
    private mutating func appendHexagon(_ i: Int, _ j: Int, low: Int, high: Int) {
        let l = low + 2 * i, h = high + 2 * i
        var v = [l - 1, l, l + 1, h + 2, h + 1, h]
        let lastColumn = i == zonesX - 1
        if j == 0 {
            v[0] = low + i
            v[2] = low + i + 1
            if lastColumn { v.remove(at: 3) }
            v.remove(at: 1)
        } else if j == zonesY - 1 {
            v[5] = high + i
            v[3] = high + i + 1
            v.remove(at: 4)
            if i == 0 { v.remove(at: 0) }
        } else if i == 0 {
            v.remove(at: 0)
        } else if lastColumn {
            v.remove(at: 3)
        }
        appendZone(v)
    }
}
