extension PageGraph {
    /// The links in consecutive ranges of about equal length, each ending with the last link of a page; some may be empty.
    public func linkRanges(pieces: Int) -> [Range<Int>] {
        let length = linkCount / pieces + 1
        var ranges: [Range<Int>] = []
        var page = 0
        var start = 0
        for _ in 0 ..< pieces {
            let wanted = min(start + length, linkCount)
            while page < pageCount, ends[page] < wanted { page += 1 }
            let end = wanted > start ? ends[page] : start
            ranges.append(start ..< end)
            start = end
        }
        return ranges
    }
}
