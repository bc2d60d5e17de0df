// expect: launching from a leaf task: declare the task `async`
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

@Task func spawn(_ x: borrowing Field<Float, 1>) {
    let region = Region<Vec, 1>(0 ..< 8)
    region.x.fill(1)
}
