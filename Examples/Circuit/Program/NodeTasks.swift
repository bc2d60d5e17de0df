import Cohort

/// What a node's new voltage takes.
@Access(Node.self)
struct ChargedNodes: ~Copyable {
    let capacitance: Field<Float, 1>
    let leakage: Field<Float, 1>
    var charge: Field<Float, 1>
    var voltage: Field<Float, 1>
}

/// Phase 3: turns charges into voltages.
@Task
func updateVoltages(_ own: inout ChargedNodes, _ shared: inout ChargedNodes) {
    update(&own)
    update(&shared)
}

private func update(_ nodes: inout ChargedNodes) {
    for node in nodes.domain {
        let voltage = nodes.voltage[node] + nodes.charge[node] / nodes.capacitance[node]
        nodes.voltage[node] = voltage * (1 - nodes.leakage[node])
        nodes.charge[node] = 0
    }
}
