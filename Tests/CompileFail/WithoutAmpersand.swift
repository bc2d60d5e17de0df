// expect: to an inout parameter requires explicit
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

@Task func clear(_ x: inout Discard<Float, 1>) {}

func program(_ v: Region<Vec, 1>) {
    clear(v.x)
}
