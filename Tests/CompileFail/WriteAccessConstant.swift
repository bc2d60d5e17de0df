// expect: 'x' is a 'let' constant
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

@Access(Vec.self) struct Both: ~Copyable {
    let x: Field<Float, 1>
}
@Task func scale(_ both: inout Both) {
    for i in both.domain { both.x[i] = 2 }
}
