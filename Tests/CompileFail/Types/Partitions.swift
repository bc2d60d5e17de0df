// Partitions by data take fields of colours, pointers or ranges, of the right dimension.
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

@FieldSpace struct Plane { var to: Point<2>; var range: Rect<2>; var x: Float }

func program(_ v: Region<Vec, 1>, _ plane: Region<Plane, 2>) {
    let blocks = v.partitioned(.equal, into: 4)
    let tiles = plane.partitioned(.equal, into: 4)
    // error: colors are a field of `Int` or `Point`, named as `\.color`
    _ = v.partitioned(by: v.x, colors: 0 ..< 4)
    // error: colors are a field of `Int` or `Point`, named as `\.color`
    _ = v.partitioned(by: \.x, colors: 0 ..< 4)
    // error: an image follows pointers into the region that is partitioned: `Int` on a line, `Point<N>` in N dimensions
    _ = v.partitioned(imageOf: blocks.x)
    // error: an image follows pointers into the region that is partitioned: `Int` on a line, `Point<N>` in N dimensions
    _ = v.partitioned(imageOf: tiles.to)
    // error: an image of ranges follows `Rect<N>` with the dimension of the region that is partitioned
    _ = v.partitioned(rangesOf: tiles.range)
    // error: an image follows pointers into the region that is partitioned: `Int` on a line, `Point<N>` in N dimensions
    _ = plane.partitioned(imageOf: blocks.n)
    // error: cannot convert value of type 'Partition<Plane, 2>' to expected argument type 'Partition<Vec, 1>'
    _ = blocks.union(tiles)
    // error: cannot convert value of type 'Region<Plane, 2>' to expected argument type 'Region<Plane, 1>'
    _ = blocks.applied(to: plane)
    // error: pieces have the dimension of the region that is partitioned
    _ = v.partitioned(pieces: [Rect<2>(0 ..< 2, 0 ..< 2)])
}
func spaces(_ line: IndexSpace<1>, _ plane: IndexSpace<2>) -> IndexSpace<1> {
    // error: cannot convert value of type 'IndexSpace<2>' to expected argument type 'IndexSpace<1>'
    line.union(plane)
}
