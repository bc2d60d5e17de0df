// expect: '+=' cannot be applied to operands of type 'Accumulator<Minimum<Float>>'
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

@Task func least(_ x: inout Reduce<Minimum<Float>, 1>) {
    for i in x.domain { x[i] += 1 }
}
