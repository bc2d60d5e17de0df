// Steps as text.

extension Operation {
    /// The step, and those within it, one line each.
    func lines(_ margin: String) -> [String] {
        let condition = condition.map { "if \($0) " } ?? ""
        return [margin + "\(label): " + condition + head] + inner.flatMap { $0.lines(margin + "    ") }
    }

    private var head: String {
        switch action {
        case .fill(let fill): "fill \(fill.launch.text(of: 0)) with \(fill.text)"
        case .copy(let copy): copy.text
        case .launch(let launch): launch.text
        case .epoch: "at the same time"
        case .again(let part):
            "\(part.times) times" + (part.lacking.map { ", in turn \($0) without the last" } ?? "")
                + (part.waits ? ", waiting behind each" : "")
        case .inline(let argument, let within): "here: \(argument)" + (within.isEmpty ? "" : ", and meanwhile")
        case .fence: "fence"
        case .reduceMap(let source, let fold): "\(fold) of results \(source)"
        case .wait(let source): "wait for result \(source)"
        case .destroy(let region): "destroy region \(region)"
        case .drop(let region): "let go of region \(region)"
        case .attach(let attach): attach.text
        case .detach(let number, let flushes): "detach array \(number)" + (flushes ? "" : " without flush")
        case .acquire(let argument): "acquire \(Launch([argument]).text(of: 0))"
        case .release(let argument): "release \(Launch([argument]).text(of: 0))"
        case .column(let step): "\(step.kind) column \(step.number)"
        case .divide(let shape): "divide \(shape.parent.map { "\($0)" } ?? "region \(shape.region)") \(shape.making), checked"
        }
    }
}

extension Attach {
    fileprivate var text: String {
        "attach array \(number)(\(salt)) to \(Launch([argument]).text(of: 0))" + (isColumnMajor ? " column-major" : "")
            + (isRestricted ? "" : " unrestricted")
    }
}

extension Fill {
    fileprivate var text: String {
        switch source {
        case .result(let label): "result \(label)"
        case .bits(let bits): RandomProgram.text(bits, launch.arguments[0].fields[0])
        }
    }
}

extension Copy {
    fileprivate var text: String {
        let over = launch.points.map { "\($0) " } ?? ""
        var text = "\(over)\(form)\(launch.usesForEach ? " (forEach)" : "") \(launch.text(of: 0)) from \(launch.text(of: 1))"
        switch form {
        case .direct: break
        case .gather: text += " at \(launch.text(of: 2))"
        case .scatter: text += " to \(launch.text(of: 2))"
        case .both: text += " at \(launch.text(of: 2)) to \(launch.text(of: 3))"
        }
        if let fold { text += " reducing \(fold)" }
        return text + (skips ? " skipping" : "")
    }
}

extension Launch {
    /// An argument without its privilege.
    fileprivate func text(of argument: Int) -> String {
        let names = arguments[argument].fields.map { RandomProgram.fieldNames[$0] }.joined(separator: ",")
        return "\(arguments[argument].target).\(names)"
    }

    fileprivate var text: String {
        let points = points.map { "\($0) tasks" } ?? "task"
        let kind =
            children == nil
            ? "" : (isInner ? " without an instance" : "") + " that launches" + (awaitsChildren ? " and waits" : "")
        let arguments = arguments.map { "\($0)" } + values.map { "\($0)" }
        return points + kind + company.text + (usesForEach ? " (forEach)" : "") + ": " + arguments.joined(separator: "; ")
    }
}

extension Launch.Company {
    fileprivate var text: String {
        (isGang ? " that meet" : "") + (awaits.map { " after barrier \($0)" } ?? "")
            + (arrivesAt.map { " arriving at barrier \($0)" } ?? "")
            + (holds.map { " holding \($0)\(sharesHold ? " shared" : "")" } ?? "")
    }
}

extension Argument: CustomStringConvertible {
    /// `readWrite partition 1[i].a,b`.
    public var description: String {
        let names = fields.map { RandomProgram.fieldNames[$0] }.joined(separator: ",")
        return "\(use) \(target).\(names)" + (coherence == .exclusive ? "" : " \(coherence)")
    }
}

extension Use: CustomStringConvertible {
    /// The privilege's name; `reduce(sum)`.
    public var description: String {
        switch self {
        case .read: "read"
        case .readWrite: "readWrite"
        case .write: "write"
        case .discard: "discard"
        case .reduce(let fold): "reduce(\(fold))"
        }
    }
}

extension Target: CustomStringConvertible {
    /// `partition 1[(i + 2) % n]`.
    public var description: String {
        let name =
            switch base {
            case .region(let region): "region \(region)"
            case .partition(let partition): "partition \(partition)"
            case .argument(let argument): "argument \(argument)"
            case .ruled(let argument, let rule): "argument \(argument) in \(rule.count) \(rule.kind)(\(rule.salt))"
            }
        return switch choice {
        case .whole: name
        case .piece(let color): "\(name)[\(color)]"
        case .each(.identity): "\(name)[i]"
        case .each(.shifted(let offset)): "\(name)[(i + \(offset)) % n]"
        case .each(.reversed): "\(name)[n - 1 - i]"
        case .each(.halved): "\(name)[i / 2]"
        }
    }
}
