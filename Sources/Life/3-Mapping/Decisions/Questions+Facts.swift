// What of a question follows from the program alone.

extension LaunchToMap {
    var facts: Facts {
        var facts = Facts([("id", id), ("task", name)])
        if isIndexLaunch { facts.add("domain", domain.decisionText) }
        if isLaunching { facts.add("launches", "yes") }
        return facts
    }
}

extension ContextToMap {
    var facts: Facts { Facts([("id", "\(depth)"), ("task", name)]) }
}

extension StealRequest {
    var facts: [Facts] { [Facts([("thief", thief.name), ("victim", victim.name)])] + tasks.map { $0.facts[0] } }
}

extension TaskToMap {
    var facts: [Facts] {
        var facts = Facts([("id", launch.id), ("task", name), ("point", "\(point)"), ("of", "\(pointCount)")])
        if isLaunching { facts.add("launches", "yes") }
        return [facts] + requirements.map(\.facts)
    }
}

extension OperationToMap {
    var facts: [Facts] {
        var facts = Facts([("id", launch.id), ("task", name), ("point", "\(point)"), ("of", "\(pointCount)")])
        if kind.rawValue != name { facts.add("kind", kind.rawValue) }
        return [facts] + requirements.map(\.facts)
    }
}

extension TunableToSelect {
    var facts: Facts {
        var facts = Facts([("id", trail.joined(separator: "/")), ("task", name.name)])
        if let fallback { facts.add("fallback", fallback) }
        return facts
    }
}

extension RequirementToMap {
    fileprivate var facts: Facts {
        var facts = Facts([("region", region), ("fields", fields.joined(separator: ","))])
        facts.add("domain", domain.decisionText)
        facts.add("privilege", privilege)
        if isShared { facts.add("shared", "yes") }
        return facts
    }
}
