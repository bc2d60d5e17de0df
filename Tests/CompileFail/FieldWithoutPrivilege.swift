// expect: how a task holds a field is its privilege
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

@Task func scale(_ x: Field<Float, 1>) {}
