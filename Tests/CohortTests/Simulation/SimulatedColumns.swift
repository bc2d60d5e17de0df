import CohortSimulation
import Glibc

/// Runs pieces of code on threads of their own that take turns.
func runColumns(_ chooser: any TurnChooser, _ columns: [() -> Void]) {
    let turns = Turns(threads: columns.count, chooser)
    var threads: [pthread_t] = []
    for (index, column) in columns.enumerated() {
        var thread = pthread_t()
        let start = Unmanaged.passRetained(
            Column {
                turns.begin(index)
                column()
                turns.end(index)
            })
        pthread_create(
            &thread, nil,
            { argument in
                Unmanaged<Column>.fromOpaque(argument!).takeRetainedValue().code()
                return nil
            }, start.toOpaque())
        threads.append(thread)
    }
    turns.poke()
    for thread in threads { pthread_join(thread, nil) }
}

private final class Column {
    let code: () -> Void
    init(_ code: @escaping () -> Void) { self.code = code }
}
