// expect: cannot convert value of type 'Accumulator<Sum<Float>>' to expected argument type 'Float'
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

@Task func total(_ x: inout Reduce<Sum<Float>, 1>) -> Float {
    x[0] + 1
}
