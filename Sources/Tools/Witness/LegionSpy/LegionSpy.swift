extension Log {
    /// The log as the lines that Legion's own tool reads, `legion_spy.py`: strangers' code then judges the same run.
    ///
    /// What is written, and where meanings differ, is in `Documentation/Architecture/Log.md`.
    ///
    /// - Complexity: O(operations + edges + waits + boxes of all pieces), and for partitions what it takes to find pieces that meet.
    public var legionSpyText: String {
        var text = SpyText()
        text.line("Legion Spy Detailed Logging")
        let spaces = SpySpaces(self)
        let program = SpyProgram(self)
        spaces.write(&text)
        program.write(&text)
        SpyRequirements(self, spaces, program).write(&text)
        SpyOrder(self, program).write(&text)
        return text.text
    }
}
