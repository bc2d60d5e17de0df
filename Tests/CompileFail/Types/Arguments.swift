// What is launched fits the task's parameters.
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

@FieldSpace struct Plane { var x: Float }
@Task func total(_ x: borrowing Field<Float, 1>) -> Float { 0 }
@Task func area(_ x: borrowing Field<Float, 2>) -> Float { 0 }
@Task func scale(_ x: inout Field<Float, 1>, by factor: Float) {}

func elements(_ v: Region<Vec, 1>, _ blocks: Partition<Vec, 1>) {
    // error: cannot convert value of type 'RegionField<Int, 1>' to expected argument type 'RegionField<Float, 1>'
    total(v.n)
    // error: no exact matches in call to global function 'total' // note: 'Column<Int, 1>') and 'Column<Float, 1>' be equivalent
    total(blocks.n)
    // error: global function 'total(_:file:line:)' requires that 'Region<Vec, 1>' conform to 'FieldArgument'
    total(v)
    // error: value of type 'Region<Vec, 1>' has no dynamic member 'z' using key path from root type 'Vec'
    total(v.z)
}
func dimensions(_ v: Region<Vec, 1>, _ plane: Region<Plane, 2>) {
    // error: cannot convert value of type 'RegionField<Float, 1>' to expected argument type 'RegionField<Float, 2>'
    area(v.x)
    // error: cannot convert value of type 'RegionField<Float, 2>' to expected argument type 'RegionField<Float, 1>'
    total(plane.x)
    // error: cannot convert value of type 'SymbolicPoint' to expected argument type 'SymbolicInteger'
    forEach(v.domain) { i in total(v.partitioned(.equal, into: 4)[i, i].x) }
}
func values(_ v: Region<Vec, 1>, _ count: Future<Int>, _ counts: FutureMap<Int>) {
    // error: no exact matches in call to global function 'scale' // note: requires that the types 'Int' and 'Float' be equivalent
    scale(&v.x, by: count)
    // error: no exact matches in call to global function 'scale' // note: requires that the types 'Int' and 'Float' be equivalent
    scale(&v.x, by: counts)
    scale(&v.x, by: "two")  // error: cannot convert value of type 'String' to expected argument type 'Float'
}
