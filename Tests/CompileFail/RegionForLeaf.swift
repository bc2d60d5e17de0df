// expect: a synchronous task cannot launch, so it has no use for Region
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

@Task func spawn(_ region: Region<Vec, 1>) {
    region.x.fill(1)
}
