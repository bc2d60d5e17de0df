// What cannot be done with elements that are more than their bits.
import Cohort

@FieldSpace struct Station { var label: String; var height: Double; var near: [Int] }

final class Shared {}
// error: a field's type is bitwise copyable, or conforms to `FieldElement`
@FieldSpace struct Crowd { var all: [Shared]; var one: Int }
struct Note: FieldElement {  // error: type 'Note' does not conform to protocol 'FieldElement'
    var text = ""
    func serialize(into bytes: inout ByteWriter) { bytes.append(text) }
    init(deserializing bytes: inout ByteReader) throws { text = try bytes.read() }
}

func bytes(_ stations: Region<Station, 1>, _ labels: UnsafeMutableBufferPointer<String>, _ heights: ExternalArray<Int>) {
    // error: memory is attached by its bytes, so the elements are the field's own and bitwise copyable
    stations.label.attach(labels)
    // error: memory is attached by its bytes, so the elements are the field's own and bitwise copyable
    stations.height.attach(heights)
    // error: a raw file holds bitwise copyable elements; attach others with `attach(serialized:mode:)`
    stations.label.attach(path: "names", mode: .create)
}
func pieces(_ stations: Region<Station, 1>) {
    _ = stations.partitioned(by: \.label, colors: 0 ..< 4)  // error: colors are a field of `Int` or `Point`, named as `\.color`
    // error: a gather follows `Int` or `Point` pointers, of its own dimension, into a source with its element type
    stations.label.gather(from: stations.label, at: stations.near)
    stations.label.fill(["north"])  // error: a fill has a value of the field's element type, or a future of one
    // error: a copy pairs fields of one element type and dimension; to convert, launch a task that does
    stations.label.copy(from: stations.near)
}
// error: type 'String' does not conform to protocol 'AdditiveArithmetic'
@Task func addLabels(_ label: inout Reduce<Sum<String>, 1>) {}
// error: a borrowed field is only read; to write, declare it `inout Field<…>`, or `var` in an access struct
@Task func grow(_ near: borrowing Field<[Int], 1>) { near[0] = [] }
// error: a discarded field holds nothing to read; declare the parameter `inout Field<…>`
@Task func lengthen(_ near: inout Discard<[Int], 1>) { near[0].append(1) }
