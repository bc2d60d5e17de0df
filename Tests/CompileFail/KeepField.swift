// expect: 'x' is borrowed and cannot be consumed
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

struct Keeper: ~Copyable { var field: Field<Float, 1> }

@Task func keep(_ x: borrowing Field<Float, 1>) {
    let keeper = Keeper(field: x)
    _ = keeper
}
