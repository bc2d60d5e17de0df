import Cohort

/// A region whose points lead to points of another.
@FieldSpace
struct Pointers {
    var target: Int
    var value: Int
}

/// Two pointers to each target: point i leads to i / 2.
@Task
func pointToHalf(_ targets: inout Discard<Int, 1>) {
    for point in targets.domain { targets[point] = point[0] / 2 }
}
