import Glibc

/// A colour as a screen shows it.
struct Color: Equatable {
    var red: UInt8, green: UInt8, blue: UInt8

    init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    init(mean a: Color, _ b: Color, _ c: Color, _ d: Color) {
        func mean(_ part: (Color) -> UInt8) -> UInt8 {
            UInt8((Int(part(a)) + Int(part(b)) + Int(part(c)) + Int(part(d)) + 2) / 4)
        }
        self.init(red: mean { $0.red }, green: mean { $0.green }, blue: mean { $0.blue })
    }

    /// A colour by lightness (0 to 1), colourfulness and hue (radians), in which equal steps look equal.
    ///
    /// Source: Ottosson, *A perceptual color space for image processing* (OKLab), 2020.
    init(lightness: Double, chroma: Double, hue: Double) {
        let a = chroma * cos(hue), b = chroma * sin(hue)
        func cube(_ x: Double) -> Double { x * x * x }
        let l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b)
        let m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b)
        let s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b)
        func byte(_ linear: Double) -> UInt8 {
            let clamped = max(0, min(1, linear))
            let shown = clamped <= 0.0031308 ? 12.92 * clamped : 1.055 * pow(clamped, 1 / 2.4) - 0.055
            return UInt8((255 * shown).rounded())
        }
        self.init(
            red: byte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
            green: byte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
            blue: byte(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s))
    }
}

/// Colours for the values of a field, from its least (dark violet) to its greatest (light yellow).
struct ColorScale {
    private let least: Double, greatest: Double

    /// The scale from the least to the greatest finite value.
    init(_ values: [Double]) {
        let finite = values.lazy.filter(\.isFinite)
        least = finite.min() ?? 0
        greatest = finite.max() ?? 0
    }

    /// The value at a part of the scale, from 0 to 1.
    func value(part: Double) -> Double { least + part * (greatest - least) }

    /// The colour of a value; grey if it is not finite, the lowest if all values are the same.
    func color(_ value: Double) -> Color {
        guard value.isFinite else { return Color(red: 160, green: 160, blue: 160) }
        return Self.color(part: greatest > least ? (value - least) / (greatest - least) : 0)
    }

    /// The colour at a part of the scale, from 0 to 1: even steps of lightness along a turn of the hue.
    static func color(part: Double) -> Color {
        table[max(0, min(255, Int(part * 256)))]
    }

    private static let table: [Color] = (0 ..< 256).map { step in
        let t = Double(step) / 255
        let degree = Double.pi / 180
        return Color(lightness: 0.27 + 0.66 * t, chroma: 0.13 - 0.035 * sin(.pi * t), hue: (300 - 195 * t) * degree)
    }
}
