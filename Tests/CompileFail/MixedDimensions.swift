// expect: IndexSpace<2>
import Cohort

func program(_ line: IndexSpace<1>, _ plane: IndexSpace<2>) -> IndexSpace<1> {
    line.union(plane)
}
