// `&` at a launch is where one sees that a task changes a field.
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

@Access(Vec.self) struct Both: ~Copyable {
    let x: Field<Float, 1>
    var y: Field<Float, 1>
}
@Task func total(_ x: borrowing Field<Float, 1>) -> Float { 0 }
@Task func scale(_ x: inout Field<Float, 1>) {}
@Task func mark(_ x: inout Write<Float, 1>) {}
@Task func clear(_ x: inout Discard<Float, 1>) {}
@Task func add(_ x: inout Reduce<Sum<Float>, 1>) {}
@Task func count(_ x: inout Reduce<Sum<Int>, 1>) {}
@Task func name(_ x: borrowing NoAccess<Float, 1>) {}
@Task func relax(_ both: inout Both) {}

func single(_ v: Region<Vec, 1>) {
    total(&v.x)  // error: '&' used with non-inout argument of type 'RegionField<Float, 1>'
    // error: passing value of type 'RegionField<Float, 1>' to an inout parameter requires explicit '&'
    scale(v.x)
    // error: passing value of type 'RegionField<Float, 1>' to an inout parameter requires explicit '&'
    mark(v.x)
    // error: passing value of type 'RegionField<Float, 1>' to an inout parameter requires explicit '&'
    clear(v.x)
    // error: passing value of type 'RegionField<Float, 1>' to an inout parameter requires explicit '&'
    add(v.x)
    name(&v.x)  // error: '&' used with non-inout argument of type 'RegionField<Float, 1>'
    relax(&v)  // error: '&' used with non-inout argument of type 'Both.Whole' (aka 'Region<Vec, 1>')
}
// What a task only borrows, it cannot pass on to be changed.
// error: cannot pass immutable value as inout argument: 'x' is a 'let' constant
@Task func passOn(_ x: borrowing Field<Float, 1>) async { scale(&x.region) }
// error: cannot pass immutable value as inout argument: 'x' is a 'let' constant
@Task func passMemberOn(_ both: inout Both) async { scale(&both.x.region) }
// error: cannot pass immutable value as inout argument: 'x' is a 'let' constant
@Task func passNameOn(_ x: borrowing NoAccess<Float, 1>) async { scale(&x.region) }
func index(_ blocks: Partition<Vec, 1>) {
    total(&blocks.x)  // error: '&' used with non-inout argument of type 'PartitionField<Float, 1>'
    // error: passing value of type 'PartitionField<Float, 1>' to an inout parameter requires explicit '&'
    scale(blocks.x)
    // error: passing value of type 'PartitionField<Float, 1>' to an inout parameter requires explicit '&'
    mark(blocks.x)
    // error: passing value of type 'PartitionField<Float, 1>' to an inout parameter requires explicit '&'
    clear(blocks.x)
    // error: passing value of type 'PartitionField<Float, 1>' to an inout parameter requires explicit '&'
    add(blocks.x)
    name(&blocks.x)  // error: '&' used with non-inout argument of type 'PartitionField<Float, 1>'
}
func projected(_ blocks: Partition<Vec, 1>) {
    // error: passing value of type 'ProjectedField<Float, 1>' to an inout parameter requires explicit '&'
    forEach(blocks.colors) { i in scale(blocks[i].x) }
}
func operators(_ v: Region<Vec, 1>) {
    // error: cannot convert value of type 'RegionField<Float, 1>' to expected argument type 'RegionField<Sum<Int>.Element,
    count(&v.x)
    // error: cannot convert value of type 'RegionField<Int, 1>' to expected argument type 'RegionField<Sum<Float>.Element,
    add(&v.n)
    // error: both fields of a folding copy have the operator's element type, and one dimension
    v.n.copy(from: v.x, reducing: Sum<Int>.self)
    // error: both fields of a folding copy have the operator's element type, and one dimension
    v.x.copy(from: v.y, reducing: Sum<Int>.self)
    // error: a folding gather's fields have the operator's element type; pointers lead into the source
    v.x.gather(from: v.y, at: v.n, reducing: Maximum<Int>.self)
}
