// expect: got 'PartitionField<Int, 1>'
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

@Task func total(_ x: borrowing Field<Float, 1>) -> Float { 0 }

func program(_ blocks: Partition<Vec, 1>) {
    total(blocks.n)
}
