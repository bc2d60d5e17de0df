import Testing

@Suite struct AccessTests {
    @Test func accessorsAreNumberedGroupByGroup() {
        let expansion = Expansion(
            """
            @Access(Zone.self) struct Relax: ~Copyable {
                var energy: Field<Double, 1>
                let density: Field<Double, 1>
                var pressure: Field<Float, 1>
                var force: Reduce<Sum<Vector>, 1>
            }
            """)
        #expect(expansion.errors == [])
        #expect(
            expansion.text.contains(
                """
                    init(_ frame: TaskFrame, _ first: Int) {
                        energy = Field<Double, 1>(frame, first + 0)
                        pressure = Field<Float, 1>(frame, first + 1)
                        density = Field<Double, 1>(frame, first + 2)
                        force = Reduce<Sum<Vector>, 1>(frame, first + 3)
                    }
                """))
        #expect(
            expansion.text.contains(
                """
                    static func require(_ builder: LaunchBuilder, _ argument: some RegionArgument<Key>) {
                        builder.fields(argument, .readWrite, keys: Keys.group0)
                        builder.fields(argument, .read, keys: Keys.group1)
                        builder.fields(argument, .reduce(Sum<Vector>.self), keys: Keys.group2)
                    }
                """))
        #expect(
            expansion.text.contains(
                """
                    private enum Keys {
                        static let group0 = [Relax.key(\\Zone.energy, of: Double.self), Relax.key(\\Zone.pressure, of: Float.self)]
                        static let group1 = [Relax.key(\\Zone.density, of: Double.self)]
                        static let group2 = [Relax.key(\\Zone.force, of: Sum<Vector>.Element.self)]
                    }
                """))
        #expect(expansion.text.hasSuffix("extension Relax: AccessStruct {\n}"))
    }

    @Test func whatIsNotOneRegionsAccessorsIsRefused() {
        let source = """
            @Access(Zone.self) struct Relax {
                let mass: Double
                let energy: Discard<Double, 1>
                let density: Field<Double>
            }
            """
        #expect(
            Expansion(source).errors == [
                "1:27 an access struct is noncopyable, so that no accessor outlives its task; declare `struct Relax: ~Copyable`",
                "2:15 an access struct holds only accessors, each named like its field; "
                    + "declare 'mass' as `Field`, `Discard`, `Write`, `Reduce` or `NoAccess`",
                "3:5 `let` means reading, which Discard does not do; declare 'energy' with `var`",
                "4:18 Field names an element type and a dimension; write `Field<Float, 1>`",
            ])
    }

    @Test func dimensionsAgree() {
        let source = "@Access(Zone.self) struct Two: ~Copyable { let a: Field<Int, 1>; let b: Field<Int, 2> }"
        #expect(
            Expansion(source).errors == [
                "1:70 all accessors of an access struct are of one region, so have one dimension; "
                    + "give 'b' the dimension 1, like 'a'"
            ])
    }

    @Test func theFormIsAStructWithAccessorsOfANamedSpace() {
        #expect(
            Expansion("@Access(Zone.self) enum Two {}").errors == [
                "1:20 `@Access` goes before a struct of accessors; declare a struct"
            ])
        #expect(
            Expansion("@Access(zone) struct Two: ~Copyable { let a: Field<Int, 1> }").errors == [
                "1:1 `@Access` names the field space; write `@Access(Zone.self)`"
            ])
        #expect(
            Expansion("@Access(Zone.self) struct None: ~Copyable {}").errors == [
                "1:27 an access struct has at least one accessor; declare one"
            ])
    }
}
