import Testing

@Suite struct FieldSpaceTests {
    @Test func storedPropertiesBecomeFields() {
        let expansion = Expansion(
            """
            @FieldSpace public struct Cell {
                public var mass, energy: Double
                let `class`: Int32
                var volume: Double { mass / energy }
                static var count = 0
            }
            """)
        #expect(expansion.errors == [])
        #expect(
            expansion.text.hasSuffix(
                """
                extension Cell: FieldSpace {
                    public static var fields: [FieldDescriptor] {
                        [field("mass", \\.mass), field("energy", \\.energy), field("class", \\.`class`)]
                    }
                }
                """))
    }

    @Test func aStructWithoutPropertiesHasNoFields() {
        #expect(Expansion("@FieldSpace struct Empty {}").text.contains("[]\n"))
    }

    @Test func narrowAccessStaysUnwritten() {
        let text = Expansion("@FieldSpace private struct Hidden<T> { var x: Int }").text
        #expect(text.contains("extension Hidden: FieldSpace {\n    static var fields"))
    }

    @Test func onlyAStructIsAFieldSpace() {
        #expect(
            Expansion("@FieldSpace final class Cell {}").errors == [
                "1:19 a field space is a struct, whose stored properties are the fields; declare a struct"
            ])
    }

    @Test func whatCannotBeAColumnIsRefusedWhereItStands() {
        let source = """
            @FieldSpace struct Cell {
                var mass = 0.0
                lazy var energy: Double = 1
                var force: Double { didSet {} }
                var (a, b): (Int, Int)
            }
            """
        #expect(
            Expansion(source).errors == [
                "2:9 a field needs a written type; declare it as `var mass: Type`",
                "3:5 a field cannot be lazy, because it is a column of memory; remove `lazy`",
                "4:9 a field cannot have observers, because tasks write columns and not properties; remove them from 'force'",
                "5:9 a field has one name; declare each field by itself",
            ])
    }
}
