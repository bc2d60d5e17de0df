/// How many questions a mapper is asked at the same time.
public enum MapperSynchronization: Sendable {
    /// Any number.
    case concurrent
    /// One. It may not wait for an event in an answer, since nobody could be asked who triggers it.
    case serialized
    /// One, but while an answer waits for an event the mapper is asked others.
    case reentrant
}
