// expect: escaping closure captures 'inout' parameter 'x'
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

@Task func escape(_ x: inout Field<Float, 1>) {
    store { x[0] = 1 }
}
func store(_ closure: @escaping () -> Void) {}
