// expect: RegionField<Float, 2>
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

@Task func total(_ x: borrowing Field<Float, 2>) -> Float { 0 }

func program(_ v: Region<Vec, 1>) {
    total(v.x)
}
