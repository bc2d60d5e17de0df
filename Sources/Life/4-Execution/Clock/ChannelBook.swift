/// How long the channels between the memories of a modelled machine are taken: each moves one thing at a time, in the order in which it
/// was asked to.
struct ChannelBook {
    private var channels: [Route.Hop.Ends: Channel] = [:]

    private struct Channel {
        var freeAt = 0
        var busy = 0
        var byteCount = 0
        var copyCount = 0
    }

    /// Moves bytes over the hops of a route, one after the other, from `time` on; when they have arrived. O(hops).
    mutating func move(_ byteCount: Int, along route: Route, at time: Int) -> Int {
        var time = time
        for hop in route.hops {
            var channel = channels[hop.ends] ?? Channel()
            let duration = hop.time(for: byteCount)
            time = max(time, channel.freeAt) + duration
            channel.freeAt = time
            channel.busy += duration
            channel.byteCount += byteCount
            channel.copyCount += 1
            channels[hop.ends] = channel
        }
        return time
    }

    /// What each channel that was used has moved, by the numbers of its memories.
    var totals: [(ends: Route.Hop.Ends, busy: Int, byteCount: Int, copyCount: Int)] {
        channels.sorted { ($0.key.source, $0.key.target) < ($1.key.source, $1.key.target) }
            .map { ($0.key, $0.value.busy, $0.value.byteCount, $0.value.copyCount) }
    }
}
