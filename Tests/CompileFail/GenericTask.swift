// expect: a task cannot be generic
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

@Task func scale<T: Numeric>(_ x: inout Field<T, 1>) {}
