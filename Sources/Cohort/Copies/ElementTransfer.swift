import CohortData
import CohortLife

/// How one element of an indirect copy gets from here to there.
protocol ElementTransfer {
    func move(_ source: UnsafeMutableRawPointer, to target: UnsafeMutableRawPointer)
}

/// Elements as large as an integer, whatever their type and alignment: a load and a store.
struct WordTransfer<Word: FixedWidthInteger & BitwiseCopyable>: ElementTransfer {
    @inline(__always)
    func move(_ source: UnsafeMutableRawPointer, to target: UnsafeMutableRawPointer) {
        target.storeBytes(of: source.loadUnaligned(as: Word.self), as: Word.self)
    }
}

/// Elements of any other size.
struct ByteTransfer: ElementTransfer {
    let byteCount: Int

    @inline(__always)
    func move(_ source: UnsafeMutableRawPointer, to target: UnsafeMutableRawPointer) {
        target.copyMemory(from: source, byteCount: byteCount)
    }
}

/// Elements that are more than their bits.
struct AssignTransfer: ElementTransfer {
    let managed: any FieldElement.Type

    @inline(__always)
    func move(_ source: UnsafeMutableRawPointer, to target: UnsafeMutableRawPointer) {
        managed.assign(source, to: target, 1)
    }
}

/// Folds with a reduction operator.
struct FoldTransfer: ElementTransfer {
    let reduction: ReductionOperation

    @inline(__always)
    func move(_ source: UnsafeMutableRawPointer, to target: UnsafeMutableRawPointer) {
        reduction.fold(target, UnsafeRawPointer(source), 1)
    }
}
