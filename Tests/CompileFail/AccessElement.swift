// expect: KeyPath<Vec, Float>
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

@Access(Vec.self) struct Both: ~Copyable {
    let x: Field<Double, 1>
}
