import Cohort
import Testing

@FieldSpace struct Gathered {
    var value: Int
    var other: Int
    var from: Int
    var to: Int
}

@Task func share(_ y: inout Reduce<Sum<Double>, 1>, _ by: Double) { for p in y.domain { y[p] += by } }

/// What mappers are asked about the runtime's own operations.
@Suite struct OperationTests {
    /// One of each kind; whether the results are right.
    private func everything() async throws -> Bool {
        let line = Region<Line, 1>(0 ..< 8, named: "line"), links = Region<Gathered, 1>(0 ..< 4, named: "links")
        line.a.fill(1)
        line.u.fill(0)
        line.b.copy(from: line.a)
        links.from.set([3, 2, 1, 0])
        links.to.set([1, 0, 3, 2])
        links.value.fill(1)
        links.other.fill(0)
        links.other.gather(from: links.value, at: links.from)
        links.other.scatter(from: links.value, to: links.to)
        links.other.scatter(from: links.value, at: links.from, to: links.to)
        share(&line.u, 1.5)
        try await line.a.updating { a in a[0] = 3 }
        line.a.acquire()
        line.a.release()
        let colors = links.partitioned(by: \.from, colors: 0 ..< 2).volumes
        let array = ExternalArray([1, 2, 3, 4, 5, 6])
        let sheet = Region<Sheet, 2>(0 ..< 2, 0 ..< 3, named: "sheet")
        let attachment = sheet.old.attach(array, order: .columnMajor)
        sheet.new.copy(from: sheet.old)
        try await attachment.detach()
        _ = try await moreSpots(over: .ranges(0 ... 1), ArgumentMap(over: .ranges(0 ... 1)) { $0[0] }).region()
        let copied = try await line.b.values(), folded = try await line.u.values()
        return colors == [1, 1] && copied == Array(repeating: 1, count: 8) && folded == Array(repeating: 1.5, count: 8)
            && array.elements == [1, 2, 3, 4, 5, 6]
    }

    /// Each kind is asked about as what it is, and no task comes as an operation or an operation as a task.
    @Test func kinds() async throws {
        let notes = Notes<OperationToMap>(), launches = Notes<String>(), tasks = Notes<String>()
        let mapper = FollowingMapper(
            options: { launch in
                launches.add(launch.name)
                return nil
            },
            task: { task in
                tasks.add(task.name)
                return nil
            },
            operation: { operation in
                notes.add(operation)
                return nil
            })
        try await mapped(mapper, orders: [.sequential]) { () async throws in #expect(try await self.everything()) }
        #expect(Set(notes.all.map(\.kind)) == Set(OperationToMap.Kind.allCases))
        #expect(Set(launches.all) == ["share", "moreSpots"] && Set(tasks.all) == ["share", "moreSpots"])
        #expect(notes.all.allSatisfy { $0.roles.count == $0.requirements.count && $0.point < $0.pointCount })
        let copies = notes.all.filter { $0.kind == .copy }.map { copy in
            copy.name + zip(copy.roles, copy.requirements).map { " \($0):\($1.fields.joined())" }.joined()
        }
        #expect(
            copies == [
                "copy target:b source:a", "gather target:other source:value pointersToSource:from",
                "scatter target:other source:value pointersToTarget:to",
                "scatter target:other source:value pointersToSource:from pointersToTarget:to", "copy target:new source:old",
            ])
        let folds = notes.all.filter { $0.kind == .fold }
        #expect(folds.count == 1 && folds[0].requirements[0].region == "line" && folds[0].requirements[0].fields == ["u"])
    }

    /// Where the mapper puts them is where they work, in every memory.
    @Test(arguments: [1, 2, 4]) func memories(number: Int) async throws {
        let mapper = FollowingMapper(
            wantsInstances: true,
            operation: { operation in
                OperationMapping(operation.requirements.map { _ in RequirementMapping(in: .init(rawValue: number)) })
            })
        try await mapped(mapper, "nodes 2, cpus 2, gpus 1, framebuffer 1MiB") { () async throws in
            #expect(try await self.everything())
        }
        let seen = Notes<MachineModel.Memory?>()
        var looking = mapper
        looking.task = { task in
            seen.add(task.requirements[0].memoryOfData)
            return nil
        }
        try await mapped(looking, "nodes 2, cpus 2, gpus 1, framebuffer 1MiB", orders: [.sequential]) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(1)
            #expect(try await total(line.a).value == 8)
        }
        #expect(seen.all.map { $0?.id.rawValue } == [number])
    }

    /// An answer that cannot be followed fails the operation, and whoever needs the data.
    @Test(arguments: OperationToMap.Kind.allCases) func wrongAnswers(kind: OperationToMap.Kind) async throws {
        for (answers, code) in [(0, CohortError.Code.mappingRequirements), (1, .mappingMemory)] {
            let mapper = FollowingMapper(operation: { operation in
                guard operation.kind == kind else { return nil }
                return OperationMapping(
                    operation.requirements.prefix(answers * 4).map { _ in RequirementMapping(in: .init(rawValue: 77)) })
            })
            await expectError(code, naming: ["'following'", "operation '"]) {
                try await mapped(mapper, orders: [.parallel]) { () async throws in _ = try await self.everything() }
            }
        }
    }
}
