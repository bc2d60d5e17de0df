extension Pages {
    static let instance = [
        Explanation(
            .outOfMemory, "there is no memory for a region's data",
            rule: """
                A region takes no memory when it is made. Each of its fields does when it is first written or read, in the \
                size of the bounding rectangle of the region's points; when the system refuses that memory, the launch that \
                needed it fails, and the program lives.
                """,
            wrong: """
                let all = Region<Particle, 1>(0 ..< 1 << 42)    // 16 TiB a field of `Float`
                move(&all.position)
                """,
            right: """
                for part in 0 ..< 64 {
                    let some = Region<Particle, 1>(0 ..< 1 << 26)
                    load(&some.position, part: part)
                    move(&some.position)
                    some.destroy()
                }
                """,
            remedy: """
                `cohort machine` shows how much memory there is. Use a smaller region or narrower elements, leave fields that \
                are not needed unused, number sparse points densely, and destroy regions that are done with.
                """,
            related: [.geometryOverflow])
    ]
}
