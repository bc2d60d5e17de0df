import CohortDiagnostics
import Testing

@testable import CohortMachineModel

@Suite struct UnitTests {
    @Test(
        arguments: [
            ("1B", 1), ("0B", 0), ("1KiB", 1024), ("512MiB", 512 << 20), ("1.5GiB", 3 << 29), ("2 TiB", 2 << 40), ("1kB", 1000),
            ("3MB", 3_000_000), ("16GB", 16_000_000_000), ("0.5TB", 500_000_000_000), ("0.000001MB", 1), ("0.1KiB", 102),
        ] as [(String, Int)])
    func sizes(text: String, bytes: Int) {
        #expect(Quantity(text, units: Unit.sizes) == .value(bytes))
    }

    @Test(
        arguments: [
            ("", .noNumber), ("GiB", .noNumber), ("-1GiB", .noNumber), ("1.GiB", .noNumber), (".5GiB", .noNumber),
            ("1.2.3GiB", .noNumber), ("1.0000001GiB", .noNumber), ("1e9B", .unknownUnit("e9B")), ("1", .noUnit),
            ("1.5 ", .noUnit),
            ("1G", .unknownUnit("G")), ("1gib", .unknownUnit("gib")), ("1KB", .unknownUnit("KB")),
            ("1GiB/s", .unknownUnit("GiB/s")),
            ("1GiBs", .unknownUnit("GiBs")), ("1,5GiB", .unknownUnit(",5GiB")), ("0x10B", .unknownUnit("x10B")),
            ("9000000TiB", .tooLarge), ("99999999999999999999B", .tooLarge), ("9223372036854775807B", .tooLarge),
            ("٣GiB", .noNumber),
        ] as [(String, Quantity)])
    func badSizes(text: String, expected: Quantity) {
        #expect(Quantity(text, units: Unit.sizes) == expected)
    }

    @Test func bandwidthsAndTimes() {
        #expect(Quantity("20GB/s", units: Unit.bandwidths) == .value(20_000_000_000))
        #expect(Quantity("1.5GiB/s", units: Unit.bandwidths) == .value(3 << 29))
        #expect(Quantity("20GB", units: Unit.bandwidths) == .unknownUnit("GB"))
        #expect(Quantity("90ns", units: Unit.times) == .value(90))
        #expect(Quantity("1.5us", units: Unit.times) == .value(1500))
        #expect(Quantity("2µs", units: Unit.times) == .value(2000))
        #expect(Quantity("3s", units: Unit.times) == .value(3_000_000_000))
        #expect(Quantity("3m", units: Unit.times) == .unknownUnit("m"))
    }

    @Test(arguments: [0, 1, 1023, 1024, 1025, 3 << 29, 7 << 40, 1_000_000_000, Int.max - 1])
    func sizesAreWrittenExactly(bytes: Int) {
        let text = ByteCount(bytes: bytes).description
        #expect(Quantity(text, units: Unit.sizes) == .value(bytes), "\(text)")
        #expect(
            Quantity(Bandwidth(bytesPerSecond: bytes + 1).description, units: Unit.bandwidths)
                == (bytes + 1 == .max ? .tooLarge : .value(bytes + 1)))
        #expect(Quantity(Duration.nanoseconds(bytes).text, units: Unit.times) == .value(bytes))
    }

    @Test func sizesInCode() {
        #expect(ByteCount.gibibytes(2) == .mebibytes(2048) && ByteCount.kibibytes(1).bytes == 1024)
        #expect(ByteCount.gibibytes(.max) == .unlimited && ByteCount.gibibytes(-1).bytes == 0 && ByteCount.bytes(-5).bytes == 0)
        #expect(ByteCount.gibibytes(.min).bytes == 0)
        #expect(Bandwidth.gigabytesPerSecond(20).description == "20GB/s" && Bandwidth.gigabytesPerSecond(-1).bytesPerSecond == 1)
        #expect(
            Bandwidth.gigabytesPerSecond(1e30).bytesPerSecond == .max && Bandwidth.gigabytesPerSecond(.nan).bytesPerSecond == 1)
        #expect("\(ByteCount.unlimited) \(ByteCount.bytes(3 << 29)) \(ByteCount.bytes(0))" == "unlimited 1536MiB 0B")
        #expect(Unit.rounded(18_181_818_182, in: Unit.bandwidths.prefix(5)) == "18.2GB/s")
        #expect(Unit.rounded(99, in: Unit.times[...]) == "99ns" && Unit.rounded(0, in: Unit.times[...]) == "0ns")
    }
}
