// expect: a discarded field holds nothing to read; declare the parameter `inout Field<…>`
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

@Task func scale(_ x: inout Discard<Float, 1>) {
    for i in x.domain { x[i] = x[i] * 2 }
}
