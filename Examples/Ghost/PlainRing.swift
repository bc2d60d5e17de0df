/// The same ring by plain loops over two arrays: what the blocks must agree with to the last bit.
struct PlainRing {
    private(set) var values: [Double]

    init(size: Int, steps: Int) {
        values = (0 ..< size).map { Wave.start($0, of: size) }
        for _ in 0 ..< steps {
            let slopes = (0 ..< size).map { i in
                Wave.slope(
                    values[(i - 2 + size) % size], values[(i - 1 + size) % size], values[(i + 1) % size], values[(i + 2) % size])
            }
            for i in 0 ..< size { values[i] = Wave.next(values[i], slopes[i]) }
        }
    }
}
