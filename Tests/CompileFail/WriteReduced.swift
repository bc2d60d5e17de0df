// expect: cannot assign value of type 'Float' to subscript of type 'Accumulator<Sum<Float>>'
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

@Task func total(_ x: inout Reduce<Sum<Float>, 1>) {
    for i in x.domain { x[i] = Float(1) }
}
