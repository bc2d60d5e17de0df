/// Where a thread stands when another may go on instead: between two looks at something that others change.
package enum TurnPoint: String, Sendable {
    /// It has begun, and has done nothing yet.
    case begin
    /// Before a lock that it may have to wait for.
    case lock
    /// The owner has lowered the bottom of a deque, and not yet looked at its top; or is about to win the last item.
    case pop
    /// A thief has seen an item, and has not yet taken it.
    case steal
    /// Somebody has queued work, and not yet looked who sleeps.
    case wake
    /// A worker without work, between the steps of falling asleep.
    case rest
    /// An operation has run, and is not yet declared over.
    case complete
    /// An operation is over, and the next of its successors does not know.
    case tell
    /// The predecessor of an operation has been found, and nothing is entered there yet.
    case connect
    /// All predecessors of an operation are entered, and it may not run yet.
    case commit
    /// Nothing can go on, and nothing is done about it yet.
    case stall
    /// It looks again and again until another thread has done something.
    case pause
    /// It waits for something.
    case wait
}
