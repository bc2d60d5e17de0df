/// The operators that divide an index space: pure functions from domains, and from fields read in place, to pieces.
///
/// Each answers with one domain for each colour, in the order of the colour space. None launches, waits or locks.
package enum Partitioning {}
