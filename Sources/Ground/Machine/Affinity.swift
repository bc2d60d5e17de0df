import CMachine

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

extension ProcessorSet {
    /// The processors on which the first thread of this process may run now; nothing when the system does not say.
    static func ofThisProcess() -> ProcessorSet? {
        var wordCount = 16  // 1024 processors; the kernel refuses a mask shorter than its own
        while wordCount <= (greatestNumber + 1) / UInt.bitWidth {
            var mask = [UInt](repeating: 0, count: wordCount)
            let status = cohort_process_affinity(&mask, wordCount * MemoryLayout<UInt>.size)
            if status == 0 { return ProcessorSet(mask: mask) }
            guard status == EINVAL else { return nil }
            wordCount *= 2
        }
        return nil
    }

    /// The processors whose bits are set, the lowest bit of the first word being processor 0.
    init(mask: [UInt]) {
        self.init()
        for (index, word) in mask.enumerated() {
            for bit in 0 ..< UInt.bitWidth where word >> UInt(bit) & 1 == 1 {
                insert(.init(rawValue: index * UInt.bitWidth + bit))
            }
        }
    }
}
