// What depends on the moment: logs show it, but nobody answers it again.

extension MapperMessage {
    var facts: Facts { Facts([("receiver", receiver.name), ("bytes", "\(bytes.count)")]) }
}

extension SourcesToSelect {
    var facts: Facts {
        var facts = Facts([("task", name), ("point", "\(point)"), ("region", region), ("field", field)])
        facts.add("domain", domain.decisionText)
        facts.add("target", target.decisionText)
        return facts
    }

    /// The ranked sources.
    func facts(of answer: [InstanceToMap.ID]) -> Facts {
        var facts = Facts()
        for id in answer { facts.add("source", sources.first { $0.instance.id == id }?.instance.decisionText ?? "\(id)") }
        return facts
    }
}

extension ProfilingReport {
    var facts: Facts {
        var facts = Facts([("task", name), ("point", "\(point)")])
        facts.add("outcome", outcome)
        if let processor { facts.add("processor", processor.name) }
        if requests.contains(.copies) { facts.add("copies", copies.count) }
        return facts
    }
}

extension CollectedInstance {
    var facts: Facts {
        var facts = Facts([("instance", "\(id)"), ("region", region)])
        facts.add("memory", memory.name)
        facts.add("reason", reason)
        return facts
    }
}
