// An access struct gives each of its fields a privilege: `let` reads, `var` does what its type says.
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

@Access(Vec.self) struct Some: ~Copyable {
    let x: Field<Float, 1>
    var y: Discard<Float, 1>
    var n: Reduce<Sum<Int>, 1>
}
@Access(Vec.self) struct Overwritten: ~Copyable {
    let x: Discard<Float, 1>  // error: `let` means reading, which Discard does not do; declare 'x' with `var`
}
@Access(Vec.self) struct Folded: ~Copyable {
    // error: `let` means reading, which Reduce does not do; declare 'n' with `var`
    let n: Reduce<Sum<Int>, 1>
}
@Access(Vec.self) struct Loose: ~Copyable {
    // error: an access struct holds only accessors, each named like its field; declare 'x' as `Field`, `Discard`, `Write`,
    var x: Float
}
// error: a borrowed field is only read; to write, declare it `inout Field<…>`, or `var` in an access struct
@Task func writeConstant(_ some: inout Some) { some.x[0] = 2 }
// error: a discarded field holds nothing to read; declare the parameter `inout Field<…>`
@Task func readDiscarded(_ some: inout Some) -> Float { some.y[0] }
// error: a reduced field is only folded into, with its operator, by `inout`; to read or write, take `inout Field<…>`
@Task func readReduced(_ some: inout Some) -> Int { some.n[0] }
// error: a reduced field is only folded into, with its operator, by `inout`; to read or write, take `inout Field<…>`
@Task func writeReduced(_ some: inout Some) { some.n[0] = 2 }
// error: a borrowed field is only read; to write, declare the parameter `inout`
@Task func writeBorrowed(_ some: borrowing Some) { some.y[0] = 2 }
// error: a reduced field is only folded into, with its operator, by `inout`; to read or write, take `inout Field<…>`
@Task func foldBorrowed(_ some: borrowing Some) { some.n[0] += 2 }
// error: value of type 'Some' has no member 'z'
@Task func readAnother(_ some: inout Some) -> Float { some.z[0] }
