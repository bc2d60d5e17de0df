/// The same plate by plain loops over two arrays: what the tiles must agree with to the last bit.
struct PlainPlate {
    /// All points with the edge, row by row.
    private(set) var temperatures: [Double]
    /// The largest change in the last step.
    private(set) var change = 0.0

    init(size: Int, steps: Int) {
        let width = size + 2
        temperatures = [Double](repeating: Diffusion.edge, count: width) + [Double](repeating: 0, count: width * (width - 1))
        var next = temperatures
        for _ in 0 ..< steps {
            change = 0
            for y in 1 ... size {
                for i in y * width + 1 ... y * width + size {
                    let here = temperatures[i]
                    let sum = temperatures[i - width] + temperatures[i + width] + temperatures[i - 1] + temperatures[i + 1]
                    next[i] = here + Diffusion.rate * (sum - 4 * here)
                    change = max(change, abs(next[i] - here))
                }
            }
            swap(&temperatures, &next)
        }
    }
}
