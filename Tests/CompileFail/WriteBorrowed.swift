// expect: cannot assign through subscript: 'x' is a 'let' constant
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

@Task func scale(_ x: borrowing Field<Float, 1>) {
    for i in x.domain { x[i] = 2 }
}
