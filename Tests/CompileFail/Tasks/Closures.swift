// An accessor stays on its worker.
import Cohort

@FieldSpace struct Vec { var x: Float; var y: Float; var n: Int }

func inlineMapping(_ v: Region<Vec, 1>) async throws {
    // error: escaping closure captures 'inout' parameter 'x'
    try await v.x.updating { x in Task { x[0] = 1 } }
}
@Task func concurrent(_ x: inout Field<Float, 1>) async {
    await withTaskGroup(of: Void.self) { group in
        group.addTask { x[0] = 1 }  // error: escaping closure captures 'inout' parameter 'x'
    }
}
