// expect: cannot be captured by an escaping closure
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

@Task func escape(_ x: borrowing Field<Float, 1>) {
    let later: () -> Float = { x[0] }
    store(later)
}
func store(_ closure: @escaping () -> Float) {}
