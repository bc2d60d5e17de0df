// expect: conform to 'BitwiseCopyable'
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

@FieldSpace struct Person { var name: String }
