// expect: cannot convert value of type 'RegionField<Int, 1>' to expected argument type 'RegionField<Float, 1>'
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

@Task func total(_ x: borrowing Field<Float, 1>) -> Float { 0 }

func program(_ v: Region<Vec, 1>) {
    total(v.n)
}
