// expect: a write-only field cannot be read; declare the parameter `inout Field<…>`
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

@Task func scale(_ x: inout Write<Float, 1>) {
    for i in x.domain { x[i] += 2 }
}
