/// Takes parts of a program away while something about it persists.
public struct Shrinker {
    /// Whether a program still shows what is looked for.
    private let persists: (RandomProgram) async -> Bool

    /// A shrinker that keeps what `persists` holds for. It is asked only about legal programs.
    public init(_ persists: @escaping (RandomProgram) async -> Bool) { self.persists = persists }

    /// A smallest program: taking any one part away makes what is looked for vanish.
    ///
    /// - Complexity: O(parts²) runs at worst; each run ends before the next begins.
    public func shrink(_ program: RandomProgram) async -> RandomProgram {
        var smallest = program
        var isSmaller = true
        while isSmaller {
            isSmaller = false
            for change in Simplifications.all(of: smallest) {
                guard let candidate = change(smallest), (try? Oracle.outcome(of: candidate)) != nil else { continue }
                if await persists(candidate) {
                    smallest = candidate
                    isSmaller = true
                    break
                }
            }
        }
        return smallest
    }
}
