// Letters for a colour bar: what numbers and the names of the fields need, and no more.

extension Picture {
    private static let scale = 2

    /// Draws the text with its upper left corner at (x, y); a letter is 10 × 14 pixels. Unknown letters stay blank.
    mutating func draw(_ text: String, x: Int, y: Int) {
        for (place, letter) in text.enumerated() {
            guard let rows = Self.letters[letter] else { continue }
            for (row, bits) in rows.enumerated() {
                for column in 0 ..< 5 where bits & (16 >> UInt8(column)) != 0 {
                    drawDot(x + (place * 6 + column) * Self.scale, y + row * Self.scale)
                }
            }
        }
    }

    private mutating func drawDot(_ x: Int, _ y: Int) {
        for dy in 0 ..< Self.scale {
            for dx in 0 ..< Self.scale { set(x + dx, y + dy, Self.ink) }
        }
    }

    /// Seven rows of five bits each, the leftmost bit first.
    private static let letters: [Character: [UInt8]] = [
        "0": [0b01110, 0b10001, 0b10011, 0b10101, 0b11001, 0b10001, 0b01110],
        "1": [0b00100, 0b01100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110],
        "2": [0b01110, 0b10001, 0b00001, 0b00110, 0b01000, 0b10000, 0b11111],
        "3": [0b01110, 0b10001, 0b00001, 0b00110, 0b00001, 0b10001, 0b01110],
        "4": [0b00010, 0b00110, 0b01010, 0b10010, 0b11111, 0b00010, 0b00010],
        "5": [0b11111, 0b10000, 0b11110, 0b00001, 0b00001, 0b10001, 0b01110],
        "6": [0b00110, 0b01000, 0b10000, 0b11110, 0b10001, 0b10001, 0b01110],
        "7": [0b11111, 0b00001, 0b00010, 0b00100, 0b01000, 0b01000, 0b01000],
        "8": [0b01110, 0b10001, 0b10001, 0b01110, 0b10001, 0b10001, 0b01110],
        "9": [0b01110, 0b10001, 0b10001, 0b01111, 0b00001, 0b00010, 0b01100],
        ".": [0, 0, 0, 0, 0, 0b01100, 0b01100],
        "-": [0, 0, 0, 0b01110, 0, 0, 0],
        "+": [0, 0b00100, 0b00100, 0b11111, 0b00100, 0b00100, 0],
        "d": [0b00001, 0b00001, 0b01101, 0b10011, 0b10001, 0b10001, 0b01111],
        "e": [0, 0, 0b01110, 0b10001, 0b11111, 0b10000, 0b01110],
        "g": [0, 0b01111, 0b10001, 0b10001, 0b01111, 0b00001, 0b01110],
        "i": [0b00100, 0, 0b01100, 0b00100, 0b00100, 0b00100, 0b01110],
        "n": [0, 0, 0b10110, 0b11001, 0b10001, 0b10001, 0b10001],
        "p": [0, 0, 0b11110, 0b10001, 0b11110, 0b10000, 0b10000],
        "r": [0, 0, 0b10110, 0b11001, 0b10000, 0b10000, 0b10000],
        "s": [0, 0, 0b01111, 0b10000, 0b01110, 0b00001, 0b11110],
        "t": [0b01000, 0b01000, 0b11100, 0b01000, 0b01000, 0b01001, 0b00110],
        "u": [0, 0, 0b10001, 0b10001, 0b10001, 0b10011, 0b01101],
        "y": [0, 0, 0b10001, 0b10001, 0b01111, 0b00001, 0b01110],
    ]
}
