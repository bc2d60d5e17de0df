import CohortData
import CohortGeometry
import Testing

/// What is needed of layouts: whether one meets it, one need implies another, or two exclude each other.
@Suite struct ConstraintTests {
    private let descriptors = LayoutTests.descriptors([Float.self, Double.self, Float.self])
    private let grid = Domain(dimension: 2, flat: [0, 0, 3, 4])

    private func resolved(_ constraints: [LayoutConstraint]) throws -> InstanceLayout {
        let form = try LayoutResolver.form(for: LayoutConstraints(constraints), dimension: 2, fields: [0, 1, 2])
        return try InstanceLayout(form, over: grid, form.fields.map { descriptors[Int($0)] })
    }

    @Test func withoutConstraintsThereAreColumns() throws {
        let layout = try resolved([])
        #expect(layout.form == .columns(dimension: 2, fields: [0, 1, 2]))
        #expect(LayoutConstraints([.contiguousLastAxis(dimension: 2), .affine]).violation(by: layout) == nil)
    }

    @Test func partialOrdersAreCompleted() throws {
        #expect(try resolved([.order([.dimension(1), .dimension(0)])]).form.order == [.fields, .dimension(1), .dimension(0)])
        #expect(try resolved([.order([.dimension(1), .fields])]).form.order == [.dimension(0), .dimension(1), .fields])
        #expect(
            try resolved([.order([.dimension(0), .fields], isTight: true)]).form.order == [.dimension(0), .fields, .dimension(1)])
        #expect(try resolved([.fields([2, 0], isInOrder: true, isTight: true)]).form.fields == [2, 0, 1])
    }

    @Test func accessorsRefuseStructures() throws {
        let structures = try resolved([.order([.dimension(1), .fields])])
        let problem = try #require(LayoutConstraints([.contiguousLastAxis(dimension: 2)]).violation(by: structures))
        #expect(
            problem.description
                == "field 0 has elements of 4 bytes, 24 bytes apart; asked for: elements that follow one another along dimension 1"
        )
    }

    @Test func contradictionsAreNamed() throws {
        let rows = LayoutConstraints([.order([.dimension(0), .dimension(1)])])
        let columns = LayoutConstraints([.order([.dimension(1), .dimension(0)])])
        let problem = try #require(rows.conflict(with: columns, dimension: 2))
        #expect(
            problem.description == "this cannot be together with: dimension 0, then dimension 1 from slowest to fastest; "
                + "asked for: dimension 1, then dimension 0 from slowest to fastest")
        #expect(rows.conflict(with: rows, dimension: 2) == nil)
        let ring = LayoutConstraints([
            .order([.dimension(0), .dimension(1)]), .order([.dimension(1), .fields]), .order([.fields, .dimension(0)]),
        ])
        #expect(ring.conflict(dimension: 2)?.constraint == .order([.fields, .dimension(0)]))
        #expect(throws: LayoutProblem.self) { try LayoutResolver.form(for: ring, dimension: 2, fields: [0]) }
    }

    @Test func whatMeansNothingIsRefused() {
        let wrong: [LayoutConstraint] = [
            .alignment(0), .alignment(12), .rowAlignment(-8), .offset(-1), .padding(dimension: 0, low: -1, high: 0),
            .padding(dimension: 2, low: 0, high: 0), .blocks([4]), .blocks([4, 0]), .contiguousAxis(2), .contiguousAxis(-1),
            .order([.dimension(5)]), .order([.fields, .fields]), .fields([1, 1]), .extent(dimension: 9, 1 ... 2),
        ]
        for constraint in wrong {
            let constraints = LayoutConstraints([constraint])
            #expect(constraints.conflict(dimension: 2)?.constraint == constraint)
            #expect(throws: LayoutProblem.self) { try LayoutResolver.form(for: constraints, dimension: 2, fields: [0]) }
        }
    }

    @Test func memoryGivenFromOutsideIsCompared() throws {
        let layout = try resolved([])
        let constraints = LayoutConstraints([.external(4096)])
        #expect(constraints.violation(by: layout, at: UnsafeRawPointer(bitPattern: 4096)) == nil)
        #expect(constraints.violation(by: layout, at: UnsafeRawPointer(bitPattern: 8192)) != nil)
        #expect(constraints.conflict(with: LayoutConstraints([.alignment(8192)]), dimension: 2) != nil)
    }

    /// The three tests hang together: what is entailed is met, what is met together does not conflict, what is resolved is met.
    @Test func testsAgreeWithEachOther() throws {
        var met = 0
        var entailed = 0
        for seed in 0 ..< 3000 {
            var random = SplitMix(seed)
            let few = random.constraints(), others = random.constraints()
            let layout = try random.layout(grid, descriptors)
            let meetsBoth = few.violation(by: layout) == nil && others.violation(by: layout) == nil
            if meetsBoth {
                met += 1
                #expect(few.conflict(with: others, dimension: 2) == nil, "seed \(seed): \(few.all) \(others.all)")
            }
            if few.entails(others), few.violation(by: layout) == nil {
                entailed += 1
                #expect(others.violation(by: layout) == nil, "seed \(seed): \(few.all) \(others.all)")
            }
            #expect(few.entails(few))
            guard let form = try? LayoutResolver.form(for: few, dimension: 2, fields: [0, 1, 2]) else { continue }
            let made = try InstanceLayout(form, over: grid, form.fields.map { descriptors[Int($0)] })
            let problem = few.violation(by: made)
            #expect(problem == nil, "seed \(seed): \(few.all)")
        }
        #expect(met > 100 && entailed > 100)
    }
}

extension SplitMix {
    /// One or two constraints that layouts of a plane and three fields often meet, and that do not hang on sizes.
    fileprivate mutating func constraints() -> LayoutConstraints {
        LayoutConstraints((0 ..< next(in: 1 ... 2)).map { _ in constraint() })
    }

    private mutating func constraint() -> LayoutConstraint {
        switch next(9) {
        case 0, 1:
            .order(
                Array(shuffled([.fields, .dimension(0), .dimension(1)]).prefix(next(in: 1 ... 3))), isTight: next(2) == 0)
        case 2: .fields(Array(shuffled([0, 1, 2]).prefix(next(in: 0 ... 3))), isInOrder: next(2) == 0, isTight: next(2) == 0)
        case 3: .alignment(pick([1, 8, 64]))
        case 4: .rowAlignment(pick([1, 8, 64]))
        case 5: .padding(dimension: next(2), low: next(2), high: next(2))
        case 6: pick([.affine, .compact])
        case 7: .extent(dimension: 1, 1 ... next(in: 8 ... 12))
        default: .offset(pick([0, 64]))
        }
    }

    fileprivate mutating func layout(_ domain: Domain, _ descriptors: [FieldDescriptor]) throws -> InstanceLayout {
        var form = form(2, 3)
        form.fields = shuffled(form.fields)
        return try InstanceLayout(form, over: domain, form.fields.map { descriptors[Int($0)] })
    }
}
