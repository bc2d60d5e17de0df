// A field is a column of values that are plain bits, or know how to be made, copied and written.
import Cohort

// error: a field's type is bitwise copyable, or conforms to `FieldElement`
@FieldSpace struct Person { var friends: [AnyObject] }
// error: a field needs a written type; declare it as `var x: Type`
@FieldSpace struct Inferred { var x = 1.0 }
// error: a field space is a struct, whose stored properties are the fields; declare a struct
@FieldSpace class Shared { var x: Float = 0 }
// error: a field cannot be lazy, because it is a column of memory; remove `lazy`
@FieldSpace struct Lazy { lazy var x: Float = 0 }
