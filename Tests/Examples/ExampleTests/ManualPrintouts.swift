import Testing

// What the programs of the manual print, all of it. The figures are known beforehand: sums of ones count points.

/// A program and its output.
struct Printout: Sendable, CustomTestStringConvertible {
    let name: String, text: String
    var testDescription: String { name }

    init(_ name: String, _ text: String) {
        self.name = name
        self.text = text
    }

    static let all = [
        Printout(
            "sum",
            """
            0 + 1 + … + 1000 = 500500

            """),
        Printout(
            "sumtree",
            """
            0 + 1 + … + 1000 = 500500

            """),
        Printout(
            "subtasks",
            """
            100 tasks are launched, and nobody has waited
            they received 100 different arguments: 0 to 99

            """),
        Printout(
            "futures",
            """
            consumed: 2 4 6 8 10 12 14 16 18 20 22 24 26 28 30 32 34 36 38 40 42 44 46 48 50 52 54 56 58 60 62 \
            64 66 68 70 72 74 76 78 80 82 84 86 88 90 92 94 96 98 100
            a chain of 1000 tasks counts to 1000

            """),
        Printout(
            "indexlaunch",
            """
            the points {1...50} consume: 1 3 5 7 9 11 13 15 17 19 21 23 25 27 29 31 33 35 37 39 41 43 45 47 49 \
            51 53 55 57 59 61 63 65 67 69 71 73 75 77 79 81 83 85 87 89 91 93 95 97 99
            point 50 consumes 99
            together 2500, at most 99

            """),
        Printout(
            "logicalregions",
            """
            'first' and 'second' have the points {0...99} and the fields count, weight
            their counts sum to 100 and 200
            'first/equal[1]' and 'second/equal[1]' have the points {50...99}
            'vast' has 10000000000000 points and no data
            a sum after the region was destroyed: region.use-after-destroy
            'second' is still there: 200

            """),
        Printout(
            "physicalregions",
            """
            the sum over {0...99} is 100
            the first values are 1 1 1 1 1

            """),
        Printout(
            "privileges",
            """
            filled with 1: 100
            overwritten with 5: 500
            even points set to 0, the others kept: 250
            doubled: 500
            1 added at every point: 600
            a task that reads launches one that writes: launch.missing-privilege

            """),
        Printout(
            "fill",
            """
            filled with 7: 700
            the first half filled with 1: 400
            the second half filled with a future: 2150
            all pieces filled with 3: 300
            filled with 1 and never read: 1000000000000 points

            """),
        Printout(
            "reduction",
            """
            the pieces are {0...5} and {4...9}: aliased, complete
            each piece adds 1: 1 1 1 1 2 2 1 1 1 1
            the second raises to 5, each adds 1: 2 2 2 2 7 7 6 6 6 6

            """),
        Printout(
            "inlinemapping",
            """
            squares: 0 1 4 9 16 25 36 49 64 81
            the largest, doubled: 162
            the sum with 1000 in the first place: 1570

            """),
        Printout(
            "copies",
            """
            copied: 0 1 2 3 4 5 6 7 8 9
            the first half alone: 0 1 2 3 4 0 0 0 0 0
            copied, and added once more: 0 2 4 6 8 10 12 14 16 18
            gathered from 9, 0, 7, 0: 9 0 7 0
            ones added at 9, 0, 7, 0: 2 0 0 0 0 0 0 1 0 1

            """),
        Printout(
            "transpose",
            """
            three rows of four:
              0 1 2 3
              10 11 12 13
              20 21 22 23
            four rows of three:
              0 10 20
              1 11 21
              2 12 22
              3 13 23
            and back:
              0 1 2 3
              10 11 12 13
              20 21 22 23

            """),
        Printout(
            "lists",
            """
            12 is divided by 1 2 3 4 6 12
            9 has 3 divisors, primes: 2 3 5 7 11
            divided again: 12 in the list, 6 in its copy

            """),
        Printout(
            "equal",
            """
            100 points in 4 pieces: disjoint, complete
              piece 0: {0...24}, sum 25
              piece 1: {25...49}, sum 25
              piece 2: {50...74}, sum 25
              piece 3: {75...99}, sum 25
            10 points in 3 pieces: sizes 3 3 4
            2 points in 4 pieces: sizes 0 1 0 1
            weights 1, 2, 1: sizes 25 50 25
            4 × 10 points in 2 pieces: [0...3]×[0...4] and [0...3]×[5...9]

            """),
        Printout(
            "byfield",
            """
            painted by quarters: disjoint, complete
              piece 0: {0...24}, sum 25
              piece 1: {25...49}, sum 25
              piece 2: {50...74}, sum 25
              piece 3: {75...99}, sum 25
            point 10 has color -1, point 60 color 9, point 99 color 0: disjoint, incomplete
              piece 0: {0...9, 11...24, 99...99}, sum 25
              piece 1: {25...49}, sum 25
              piece 2: {50...59, 61...74}, sum 24
              piece 3: {75...98}, sum 24

            """),
        Printout(
            "restriction",
            """
            blocks of 25 with a ghost on either side: aliased, complete
              piece 0: {0...25}, sum 26
              piece 1: {24...50}, sum 27
              piece 2: {49...75}, sum 27
              piece 3: {74...99}, sum 26
            the ghosts alone: disjoint, incomplete
              piece 0: {25...25}, sum 1
              piece 1: {24...24, 50...50}, sum 2
              piece 2: {49...49, 75...75}, sum 2
              piece 3: {74...74}, sum 1
            color 4 would have {99...99}, color 5 {}

            """),
        Printout(
            "sets",
            """
            the big pieces share their ends: aliased, complete
              piece 0: {0...25}, sum 26
              piece 1: {25...50}, sum 26
              piece 2: {50...75}, sum 26
              piece 3: {75...100}, sum 26
            with the small ones: aliased, complete
              piece 0: {0...25}, sum 26
              piece 1: {25...50}, sum 26
              piece 2: {50...75}, sum 26
              piece 3: {75...100}, sum 26
            in common with the small ones: disjoint, incomplete
              piece 0: {0...24}, sum 25
              piece 1: {25...49}, sum 25
              piece 2: {50...74}, sum 25
              piece 3: {75...99}, sum 25
            without the small ones: disjoint, incomplete
              piece 0: {25...25}, sum 1
              piece 1: {50...50}, sum 1
              piece 2: {75...75}, sum 1
              piece 3: {100...100}, sum 1
            colors 0 and 1 of one partition, 2 and 3 of another: disjoint, incomplete
              piece 0: {0...24}, sum 25
              piece 1: {25...49}, sum 25
              piece 2: {50...74}, sum 25
              piece 3: {75...99}, sum 25

            """),
        Printout(
            "image",
            """
            {0...4} and {5...9} point to i / 2: aliased, incomplete
              piece 0: {0...2}, sum 3
              piece 1: {2...4}, sum 3
            point 4 leads to 42: disjoint, incomplete
              piece 0: {0...1}, sum 2
              piece 1: {5...9}, sum 5
            the same, checked: partition.pointer-outside
            rows 0 and 1, and row 2, of ranges: disjoint, incomplete
              piece 0: {0...3}, sum 4
              piece 1: {4...7}, sum 4

            """),
        Printout(
            "preimage",
            """
            whoever points into {0...1} and {2...4}: disjoint, complete
              piece 0: {0...3}, sum 4
              piece 1: {4...9}, sum 6
            whoever points into {0...2} and {2...4}: aliased, complete
              piece 0: {0...5}, sum 6
              piece 1: {4...9}, sum 6

            """),
        Printout(
            "atomic",
            """
            the sum after 10 atomic increments: 1100
            the sum after two more, on halves that overlap: 1220

            """),
        Printout(
            "simultaneous",
            """
            Wrote 0, Found 0
            Wrote 1, Found 1
            Wrote 2, Found 2
            Wrote 3, Found 3
            Wrote 4, Found 4
            Wrote 5, Found 5
            Wrote 6, Found 6
            Wrote 7, Found 7
            Wrote 8, Found 8
            Wrote 9, Found 9
            the buffer in the end: 0

            """),
        Printout(
            "inturn",
            """
            Wrote 0, Found 0
            Wrote 1, Found 1
            Wrote 2, Found 2
            Wrote 3, Found 3
            Wrote 4, Found 4
            Wrote 5, Found 5
            Wrote 6, Found 6
            Wrote 7, Found 7
            Wrote 8, Found 8
            Wrote 9, Found 9
            the buffer in the end: 0

            """),
        Printout(
            "mustepoch",
            """
            every station had its turn five times, in order: true
            one task more than workers: launch.too-many-concurrent

            """),
        Printout(
            "layouts",
            """
            source lies by rows
            target lies by rows
              0 10 20 | 1 11 21 | … transposed
            source lies by rows
            target lies by columns
              0 10 20 | 1 11 21 | … transposed
            source lies by columns
            target lies by rows
              0 10 20 | 1 11 21 | … transposed
            source lies by columns
            target lies by columns
              0 10 20 | 1 11 21 | … transposed

            """),
    ]
}
