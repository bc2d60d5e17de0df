/// The kinds of record in a log, and what their words are called. `Documentation/Architecture/Log.md` says what they mean.
enum LogKind: UInt64, CaseIterable {
    case text = 1
    case region
    case field
    case partition
    case piece
    case context
    case launch
    case requirement
    case table
    case point
    case event
    case edge
    case run
    case instance
    case placed
    case copy
    case gone
    case wait
    case value
    case ended

    /// The version of the format: raised when a word means something else than it did.
    static let version: UInt64 = 1

    /// Stands at the head of every log, so that readers find words by name.
    static var shapes: String {
        allCases.map { "\($0.rawValue) \($0) \($0.words)\n" }.joined()
    }

    private var words: String {
        switch self {
        case .text: "number bytes utf8…"
        case .region: "region partition dimension name file line"
        case .field: "region field name bytes"
        case .partition: "partition parent piece pieces name file line"
        case .piece: "partition piece dimension corners…"
        case .context: "context operation name"
        case .launch: "launch context kind name file line points passes time"
        case .requirement: "launch index region partition piece privilege coherence reduction accumulates fields…"
        case .table: "launch index pieces…"
        case .point: "operation launch point"
        case .event: "operation context kind"
        case .edge: "later data spoils earlier…"
        case .run: "operation worker begin end outcome"
        case .instance: "instance region memory reduction dimension fields corners…"
        case .placed: "operation requirement instance fields…"
        case .copy: "operation source target region reduction begin end dimension fields corners…"
        case .gone: "instance time"
        case .wait: "context position operation"
        case .value: "operation producer"
        case .ended: "region time"
        }
    }
}
