/// The events of a task: it may begin, it begins, it is over. Only where data are copied for it are the first two different.
enum SpyEvents {
    static func ready(_ task: Int) -> String { (3 * task).hex }
    static func begin(_ task: Int) -> String { (3 * task + 1).hex }
    static func end(_ task: Int) -> String { (3 * task + 2).hex }
}
