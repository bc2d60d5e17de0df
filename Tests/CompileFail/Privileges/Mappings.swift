// Data used in a running task's own code: the closure's parameter says what it may do.
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

func program(_ v: Region<Vec, 1>) async throws {
    // error: a borrowed field is only read; to write, declare it `inout Field<…>`, or `var` in an access struct
    try await v.x.reading { x in x[0] = 1 }
    // error: a borrowed field is only read; to write, declare it `inout Field<…>`, or `var` in an access struct
    try await v.x.reading { x in x[0] += 1 }
    // error: a discarded field holds nothing to read; declare the parameter `inout Field<…>`
    _ = try await v.x.overwriting { x in x[0] }
    // error: a discarded field holds nothing to read; declare the parameter `inout Field<…>`
    try await v.x.overwriting { x in x[0] += 1 }
    // error: only a reduced field is folded into; declare the parameter `inout Reduce<…>`, or assign
    try await v.x.updating { x in x.fold(1, at: 0) }
    // error: only a reduced field is folded into; declare the parameter `inout Reduce<…>`, or assign
    try await v.x.reading { x in x.fold(1, at: 0) }
    // error: cannot pass function of type '(inout Field<Float, 1>) async throws -> ()' to parameter expecting synchronous
    try await v.x.updating { x in try await v.y.reading { y in x[0] = y[0] } }
}
