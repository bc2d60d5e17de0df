// expect: has no member 'z'
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

@Access(Vec.self) struct Both: ~Copyable {
    let z: Field<Float, 1>
}
