import Cohort
import CohortGeometry
import Testing

private let owner = Annotation<String>("owner")
private let level = Annotation<Int>("level")

/// A field space that no other test annotates.
@FieldSpace
private struct Noted {
    var a: Int
}

private let unit = Annotation<String>("unit")

@FieldSpace
private struct Measured {
    var height: Double
    var mass: Double
    var double: Double { 2 * height }
}

@Suite struct AnnotationTests {
    @Test(arguments: World.allCases)
    func eachThingHasItsOwn(_ world: World) async throws {
        try await world.run { () async throws in
            let space = IndexSpace(0 ..< 10)
            let line = Region<Line, 1>(over: space), other = Region<Line, 1>(over: space)
            let halves = line.partitioned(.equal, into: 2)
            #expect(space.annotation(owner) == nil && line.annotation(owner) == nil && halves.annotation(owner) == nil)
            try space.annotate(owner, "space")
            try line.annotate(owner, "line")
            try halves.annotate(owner, "halves")
            try halves[0].annotate(owner, "left")
            #expect(space.annotation(owner) == "space" && line.annotation(owner) == "line")
            #expect(halves.annotation(owner) == "halves" && halves[0].annotation(owner) == "left")
            #expect(halves[1].annotation(owner) == nil && other.annotation(owner) == nil)
            #expect(halves.applied(to: other).annotation(owner) == nil)
            #expect(halves[Point(0)].annotation(owner) == "left")
        }
    }

    @Test func keysAreNamesAndTypes() async throws {
        try await World.oneWorker.run { () async throws in
            let line = Region<Line, 1>(0 ..< 10)
            try line.annotate(level, 3)
            #expect(line.annotation(Annotation<Int>("level")) == 3)
            #expect(line.annotation(Annotation<Double>("level")) == nil && line.annotation(Annotation<Int>("Level")) == nil)
            try line.annotate(Annotation<Int?>("level"), nil)
            #expect(line.annotation(Annotation<Int?>("level")) == .some(nil))
        }
    }

    @Test func onlyReplaceableValuesAreReplaced() async throws {
        try await World.oneWorker.run { () async throws in
            let line = Region<Line, 1>(0 ..< 10, named: "line")
            try line.annotate(owner, "first")
            await expectError(.annotationTaken, naming: ["'owner'", "'line'", "AnnotationTests.swift"]) {
                try line.annotate(owner, "second", replaceable: true)
            }
            #expect(line.annotation(owner) == "first")
            try line.annotate(level, 1, replaceable: true)
            try line.annotate(level, 2)
            await expectError(.annotationTaken) { try line.annotate(level, 3) }
            #expect(line.annotation(level) == 2)
            let halves = line.partitioned(.equal, into: 2).named("halves")
            try halves.annotate(level, 1)
            await expectError(.annotationTaken, naming: ["'line/halves'"]) { try halves.annotate(level, 1) }
            let space = IndexSpace(0 ..< 4)
            try space.annotate(level, 1)
            await expectError(.annotationTaken, naming: ["0...3"]) { try space.annotate(level, 1) }
        }
    }

    @Test func fieldSpacesAreAnnotatedForAllRegions() async {
        #expect(Noted.annotation(owner) == nil)
        await expectError(.annotationTaken, naming: ["'Noted'"]) {
            try Noted.annotate(owner, "here")
            #expect(Noted.annotation(owner) == "here")
            try Noted.annotate(owner, "there")
        }
        let table = DynamicFields.Layout("table", [.init("id", of: Int.self)])
        let twin = DynamicFields.Layout("table", [.init("id", of: Int.self)])
        await expectError(.annotationTaken, naming: ["'table'"]) {
            try table.annotate(level, 7)
            #expect(table.annotation(level) == 7 && twin.annotation(level) == nil)
            try table.annotate(level, 8)
        }
    }

    @Test(arguments: World.allCases)
    func fieldsHaveTheirOwn(_ world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 10, named: "line"), other = Region<Line, 1>(over: line.domain)
            let halves = line.partitioned(.equal, into: 2).named("halves")
            try line.a.annotate(owner, "whole")
            try halves.a.annotate(owner, "all pieces")
            try halves[0].a.annotate(owner, "left")
            #expect(line.a.annotation(owner) == "whole" && line.b.annotation(owner) == nil && line.annotation(owner) == nil)
            #expect(halves.a.annotation(owner) == "all pieces" && halves.b.annotation(owner) == nil)
            #expect(halves.a[0].annotation(owner) == "left" && halves[1].a.annotation(owner) == nil)
            #expect(halves.annotation(owner) == nil && halves[0].annotation(owner) == nil && other.a.annotation(owner) == nil)
            await expectError(.annotationTaken, naming: ["field 'a' of region 'line/halves[0]'"]) {
                try halves[0].a.annotate(owner, "again")
            }
            await expectError(.annotationTaken, naming: ["field 'a' of partition 'line/halves'"]) {
                try halves.a.annotate(owner, "again")
            }
        }
    }

    @Test func fieldsOfFieldSpacesAreAnnotatedForAllRegions() async throws {
        try Measured[\.height].annotate(unit, "m")
        #expect(Measured[\.height].annotation(unit) == "m" && Measured[\.mass].annotation(unit) == nil)
        #expect(Measured.annotation(unit) == nil)
        await expectError(.annotationTaken, naming: ["field 'height' of field space 'Measured'"]) {
            try Measured[\.height].annotate(unit, "ft")
        }
        let table = DynamicFields.Layout("table", [.init("id", of: Int.self), .init("key", of: Int.self)])
        try table["key"].annotate(unit, "none")
        #expect(table["key"].annotation(unit) == "none" && table["id"].annotation(unit) == nil)
        #expect(table.annotation(unit) == nil)
    }

    @Test func fieldsThatAreNoneHaveNoAnnotations() async throws {
        await expectError(.unknownField, naming: ["'Measured'", "height"]) { try Measured[\.double].annotate(unit, "m") }
        #expect(Measured[\.double].annotation(unit) == nil)
        let table = DynamicFields.Layout("table", [.init("id", of: Int.self)])
        await expectError(.unknownField, naming: ["'table'", "'Id'"]) { try table["Id"].annotate(unit, "m") }
        try await World.oneWorker.run { () async throws in
            let region = Region<Measured, 1>(0 ..< 4, named: "region")
            await expectError(.unknownField, naming: ["'region'"]) { try region.double.annotate(unit, "m") }
            #expect(region.double.annotation(unit) == nil && region.annotation(unit) == nil)
        }
    }

    @Test func tasksAreAnnotatedByName() async throws {
        let task = TaskName("aTaskThatNobodyElseAnnotates")
        #expect(task.annotation(level) == nil)
        try task.annotate(level, 3)
        #expect(TaskName("aTaskThatNobodyElseAnnotates").annotation(level) == 3 && TaskName("another").annotation(level) == nil)
        await expectError(.annotationTaken, naming: ["task 'aTaskThatNobodyElseAnnotates'"]) { try task.annotate(level, 4) }
    }

    @Test(arguments: World.allCases)
    func namesOfPartitionsAreUsedInMessages(_ world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 10, named: "line")
            let halves = line.partitioned(.equal, into: 2).named("halves")
            #expect(halves[1].name == "line/halves[1]")
            await expectError(.unknownColor, naming: ["'line/halves'"]) { try await halves[2].a.values() }
            await expectError(.uninitialized, naming: ["'line/halves[1]'", "'a'"]) { try await halves[1].a.values() }
        }
    }
}
