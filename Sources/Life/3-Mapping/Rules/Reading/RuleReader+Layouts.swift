import CohortData

// Layouts.

extension RuleReader {
    /// Traits with commas between, or `usual`.
    mutating func layout() throws -> [LayoutTrait] {
        if take("usual") { return [] }
        var traits = [try trait()]
        while take(",") { traits.append(try trait()) }
        return traits
    }

    private mutating func trait() throws -> LayoutTrait {
        let word = take()
        switch word.text {
        case "soa": return .columns
        case "aos": return .structures
        case "compact": return .compact
        case "order": return .order(try axes())
        case "fields": return .fields(try fields())
        case "alignment": return .alignment(try size().bytes)
        case "row-alignment": return .rowAlignment(try size().bytes)
        case "offset": return .offset(try size().bytes)
        case "padding": return try padding()
        case "extent": return try extentTrait()
        default:
            let words = [
                "usual", "soa", "aos", "order", "fields", "alignment", "row-alignment", "offset", "padding", "extent", "compact",
            ]
            throw unknown(word, among: words, what: "layout")
        }
    }

    /// `1 0 fields`: numbers of dimensions, what changes slowest first.
    private mutating func axes() throws -> [LayoutAxis] {
        var axes: [LayoutAxis] = []
        repeat {
            axes.append(take("fields") ? .fields : .dimension(try number(0 ... 15, "dimension")))
        } while next.kind == .number || next.kind == .word && next.text == "fields"
        return axes
    }

    private mutating func fields() throws -> [String] {
        var names: [String] = []
        repeat {
            let token = take()
            guard token.kind == .name else {
                throw mistake(
                    token, "\(token.shown) where the name of a field belongs",
                    rule: "names stand between quotes, one after the other",
                    fix: "write it like `fields \"x\" \"y\"`")
            }
            names.append(token.text)
        } while next.kind == .name
        return names
    }

    private mutating func padding() throws -> LayoutTrait {
        let dimension = try number(0 ... 15, "dimension")
        let before = take("before") ? try number(0 ... 1 << 20, "number of elements") : 0
        let after = take("after") ? try number(0 ... 1 << 20, "number of elements") : 0
        return .padding(dimension: dimension, before: before, after: after)
    }

    private mutating func extentTrait() throws -> LayoutTrait {
        let dimension = try number(0 ... 15, "dimension")
        let start = next
        let low = try number(0 ... .max, "number of indices")
        let high = take("...") ? try number(0 ... .max, "number of indices") : low
        guard low <= high else {
            throw mistake(
                start, "the range \(low)...\(high) goes down", rule: "a range begins with the smaller number",
                fix: "write \(high)...\(low)")
        }
        return .extent(dimension: dimension, low ... high)
    }
}
