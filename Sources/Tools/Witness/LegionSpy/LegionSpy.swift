extension Log {
    /// The log as the lines that Legion's own tool reads, `legion_spy.py`: strangers' code then judges the same run.
    ///
    /// What is written, and where meanings differ, is in `Documentation/Architecture/Log.md`.
    ///
    /// - Complexity: O(operations + edges + waits + boxes of all pieces), and for partitions what it takes to find pieces that meet.
    public var legionSpyText: String {
        var text = SpyText()
        text.line("Legion Spy Detailed Logging")
        let copies = MergedCopies(self)
        let order = SpyProgramOrder(self, copies)
        let memory = SpyMemory(self, copies, order)
        let spaces = SpySpaces(self, copies)
        let program = SpyProgram(self, copies, order, memory)
        spaces.write(&text)
        program.write(&text)
        SpyRequirements(self, spaces, program, memory).write(&text)
        SpyOrder(self, program, copies).write(&text)
        SpyTransfers(self, spaces, program, copies, memory).write(&text)
        return text.text
    }
}
