// Copies, gathers and scatters pair fields of one element type, and pointers that lead where the data is.
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

@FieldSpace struct Plane { var x: Float; var to: Point<2>; var n: Int }

func elements(_ v: Region<Vec, 1>, _ plane: Region<Plane, 2>) {
    // error: a copy pairs fields of one element type and dimension; to convert, launch a task that does
    v.x.copy(from: v.n)
    // error: a copy pairs fields of one element type and dimension; to convert, launch a task that does
    v.x.copy(from: plane.x)
    // error: a copy of all fields is between regions of one field space; name others: `fields:into:`
    v.copy(from: plane)
    v.x.copy(from: v)  // error: a field is copied from a field; name one of the region's
}
func pointers(_ v: Region<Vec, 1>, _ plane: Region<Plane, 2>) {
    // error: a gather follows `Int` or `Point` pointers, of its own dimension, into a source with its element type
    v.x.gather(from: v.y, at: v.y)
    // error: a gather follows `Int` or `Point` pointers, of its own dimension, into a source with its element type
    v.x.gather(from: plane.x, at: v.n)
    // error: a gather follows `Int` or `Point` pointers, of its own dimension, into a source with its element type
    v.x.gather(from: v.y, at: plane.n)
    // error: a scatter follows `Int` or `Point` pointers, of the source's dimension, into a field of its element type
    v.x.scatter(from: v.y, to: v.y)
    // error: a scatter follows `Int` or `Point` pointers, of the source's dimension, into a field of its element type
    v.x.scatter(from: plane.x, to: plane.to)
    // error: a scatter follows `Int` or `Point` pointers, of the source's dimension, into a field of its element type
    v.x.scatter(from: v.n, to: v.n)
}
func values(_ v: Region<Vec, 1>, _ count: Future<Int>) {
    v.x.fill(count)  // error: a fill has a value of the field's element type, or a future of one
    v.x.fill("one")  // error: a fill has a value of the field's element type, or a future of one
    v.n.fill(0.5)  // error: a fill has a value of the field's element type, or a future of one
    v.n.set([0.5])  // error: cannot convert value of type 'Double' to expected element type 'Int'
}
@Task func copyAccessors(_ x: borrowing Field<Float, 1>, _ y: inout Field<Float, 1>) async {
    y.copy(from: x)  // error: value of type 'Field<Float, 1>' has no member 'copy'
    y.fill(0)  // error: value of type 'Field<Float, 1>' has no member 'fill'
}
