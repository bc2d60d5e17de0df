extension Pages {
    static let region = [
        Explanation(
            .useAfterDestroy, "a region is used after it was destroyed",
            rule: """
                `destroy` ends a region in program order: launches above it still run to their end, however much later that \
                is, and launches below it may not name the region, one of its pieces, or destroy it again. Copies of a handle \
                name the same region.
                """,
            wrong: """
                let grid = Region<Cell, 1>(0 ..< 100)
                relax(&grid.height)
                grid.destroy()
                relax(&grid.height)
                """,
            right: """
                let grid = Region<Cell, 1>(0 ..< 100)
                relax(&grid.height)
                relax(&grid.height)
                grid.destroy()
                """,
            remedy: """
                Move the `destroy`, whose line the message names, below the last use; or leave it out, since a region is freed \
                when nobody holds it any more. Destroying early pays only for large regions that are held for long.
                """,
            related: [.uninitialized, .notOwned]),
        Explanation(
            .notOwned, "a task ends a region that it does not own",
            rule: """
                The task that makes a region owns it. When that task is over, the regions that somebody still holds, such as those \
                in its result, belong to its parent. A task that was given a region may use it, and may not end it or share the \
                right to: what its parent launches afterwards may need the data.
                """,
            wrong: """
                @Task func finish(_ height: inout Field<Double, 1>, _ grid: Region<Cell, 1>) async {
                    relax(&height.region)
                    grid.destroy()
                }
                """,
            right: """
                @Task func finish(_ height: inout Field<Double, 1>) async { relax(&height.region) }

                finish(&grid.height)
                grid.destroy()
                """,
            remedy: """
                Move `destroy` to the task that owns the region, behind the launch. It need not wait: a region is ended in program \
                order. Or leave it out, since a region is freed when nobody holds it any more.
                """,
            related: [.useAfterDestroy, .missingPrivilege]),
        Explanation(
            .uninitialized, "data is read that nobody has written",
            rule: """
                A field has no values until a task, a fill or `set` gives it some, and there is nothing sensible to read \
                before. Cohort knows, in program order, which points of which fields have been written, and refuses a launch \
                that would read or reduce others. A task that reads and writes is only warned about, once a field, since it \
                may write each point before it looks at it.
                """,
            wrong: """
                let v = Region<Vec, 1>(0 ..< 1000)
                let blocks = v.partitioned(.equal, into: 8)
                v.x.fill(1)
                let total = dot(blocks.x, blocks.y).sum()    // y has no values
                """,
            right: """
                let v = Region<Vec, 1>(0 ..< 1000)
                let blocks = v.partitioned(.equal, into: 8)
                v.x.fill(1)
                v.y.fill(0)
                let total = dot(blocks.x, blocks.y).sum()
                """,
            remedy: """
                Fill the field first: a fill costs nothing where it is overwritten before anybody reads. If the task itself \
                writes every point, declare its parameter `inout Discard<…>`. If only some points are missing, the message says \
                which: often a partition that is not complete was written and the whole region is read.
                """,
            related: [.missingPrivilege, .outOfBounds]),
        Explanation(
            .unknownField, "a task names a field that the region does not have",
            rule: """
                The fields of a region are the stored properties of its field space that are listed in `fields`. `@FieldSpace` \
                lists them all; a list written by hand may miss one, and then the property is there for the compiler, but no \
                column for the data. Fields asked for by name are those of the layout that the region was made with.
                """,
            wrong: """
                struct Vec: FieldSpace {
                    var x: Float; var y: Float
                    static let fields = [field("x", \\.x)]
                }
                """,
            right: """
                @FieldSpace struct Vec { var x: Float; var y: Float }
                """,
            remedy: "Mark the struct `@FieldSpace`, or add the property that the message names to `fields`.",
            related: [.fieldType]),
        Explanation(
            .freedField, "a field is used after it was freed",
            rule: """
                Freeing ends a field in program order, for all regions of its field space: launches above it still run to their \
                end, and launches below it may not name the field. A field that is added later under the same name is another \
                field, and handles of the first do not name it.
                """,
            wrong: """
                try columns.free("weight")
                let sum = total(table.field("weight", as: Int.self))
                """,
            right: """
                let sum = total(table.field("weight", as: Int.self))
                try columns.free("weight")
                """,
            remedy: """
                Move `free`, whose line the message names, below the last use, or leave it out: the memory of a field is taken \
                when it is first used, and goes with its region.
                """,
            related: [.unknownField, .useAfterDestroy]),
        Explanation(
            .fieldTaken, "a field is added under a name that means one already",
            rule:
                "The fields of a field space that are in use at one time have different names, since names are how they are asked for.",
            wrong: """
                let columns = DynamicFields.Layout("table", [.init("weight", of: Int.self)])
                try columns.add("weight", of: Double.self)
                """,
            right: """
                let columns = DynamicFields.Layout("table", [.init("weight", of: Int.self)])
                try columns.free("weight")
                try columns.add("weight", of: Double.self)
                """,
            remedy: "Free the first field if nobody needs it any more, or choose another name.",
            related: [.fieldType, .freedField]),
        Explanation(
            .fieldType, "a field is used with another element type than its own",
            rule: """
                Each field holds elements of one type. Where fields are members of a field space the compiler knows it; fields \
                that are asked for by name, as in regions made from data, say it when the program runs. No values are \
                converted, since a field of other elements would be read as other bytes.
                """,
            wrong: """
                let columns = DynamicFields.Layout("table", [.init("weight", of: Double.self)])
                let table = Region<DynamicFields, 1>(over: rows, fields: columns)
                table.field("weight", as: Float.self).fill(0)
                """,
            right: """
                let columns = DynamicFields.Layout("table", [.init("weight", of: Double.self)])
                let table = Region<DynamicFields, 1>(over: rows, fields: columns)
                table.field("weight", as: Double.self).fill(0)
                """,
            remedy: "Use the type that the message names, or make the field with the other one and convert in a task.",
            related: [.unknownField]),
        Explanation(
            .valueCount, "the number of values is not the number of points",
            rule: """
                `set` writes one value to each point of a field, in the row-major order of its domain, so it takes exactly as \
                many values as there are points. It never writes a part, and never repeats values.
                """,
            wrong: """
                let line = Region<Cell, 1>(0 ..< 10)
                line.height.set([1, 2, 3])
                """,
            right: """
                let line = Region<Cell, 1>(0 ..< 10)
                line.height.fill(0)
                line.partitioned(.equal, into: 5)[0].height.set([1, 2])
                """,
            remedy: "Pass one value for each point, set a subregion, or use `fill` for the same value everywhere.",
            related: [.argumentCount]),
        Explanation(
            .annotationTaken, "there is an annotation under that key already",
            rule: """
                A value left with a region, partition, index space or field space stays what it is, so that everybody who asks \
                for it, now or later, is given the same one. Only a value that was declared replaceable when it was left gives \
                way to another. Keys are one when name and type of value are equal.
                """,
            wrong: """
                let owner = Annotation<String>("owner")
                try grid.annotate(owner, "ocean")
                try grid.annotate(owner, "ice")
                """,
            right: """
                let owner = Annotation<String>("owner")
                try grid.annotate(owner, "ocean", replaceable: true)
                try grid.annotate(owner, "ice")
                """,
            remedy: """
                Pass `replaceable: true` on the line that the message names, if the value is meant to change. If two parts of a \
                program use one key for different things, put the part's name into the key's.
                """,
            related: [.unknownField]),
    ]
}
