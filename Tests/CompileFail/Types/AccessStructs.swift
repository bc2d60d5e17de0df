// An access struct's members are accessors of fields that there are.
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

@Access(Vec.self) struct Element: ~Copyable {  // error: KeyPath<Vec, Float>
    let x: Field<Double, 1>
}
@Access(Vec.self) struct Unknown: ~Copyable {  // error: value of type 'Vec' has no member 'z'
    let z: Field<Float, 1>
}
@Access(Vec.self) struct Dimensions: ~Copyable {
    let x: Field<Float, 1>
    // error: all accessors of an access struct are of one region, so have one dimension; give 'y' the dimension 1, like 'x'
    let y: Field<Float, 2>
}
// error: an access struct is noncopyable, so that no accessor outlives its task; declare `struct Copied: ~Copyable`
@Access(Vec.self) struct Copied { let x: Field<Float, 1> }
