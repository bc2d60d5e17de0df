// A field is a column of plain values.
import Cohort

// error: static method 'field' requires that 'String' conform to 'BitwiseCopyable'
@FieldSpace struct Person { var name: String }
// error: a field needs a written type; declare it as `var x: Type`
@FieldSpace struct Inferred { var x = 1.0 }
// error: a field space is a struct, whose stored properties are the fields; declare a struct
@FieldSpace class Shared { var x: Float = 0 }
// error: a field cannot be lazy, because it is a column of memory; remove `lazy`
@FieldSpace struct Lazy { lazy var x: Float = 0 }
