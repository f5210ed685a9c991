/// Bound values as libpq takes them: one block of bytes with an offset for each value. Blobs are binary, the rest is
/// text whose type the server infers from where it stands.
struct PostgresParameters {
    private var bytes: [CChar] = []
    private var offsets: [Int?] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []

    init(_ values: [SQLValue]) {
        for value in values {
            switch value {
            case .null: append(nil, format: 0)
            case .integer(let number): append(String(number).utf8.map { CChar(bitPattern: $0) }, format: 0)
            case .real(let number): append(String(number).utf8.map { CChar(bitPattern: $0) }, format: 0)
            case .text(let text): append(text.utf8.map { CChar(bitPattern: $0) }, format: 0)
            case .blob(let blob): append(blob.map { CChar(bitPattern: $0) }, format: 1)
            }
        }
    }

    private mutating func append(_ value: [CChar]?, format: Int32) {
        offsets.append(value == nil ? nil : bytes.count)
        lengths.append(Int32(value?.count ?? 0))
        formats.append(format)
        // Text ends with a zero byte; after a blob it does no harm.
        if let value { bytes += value + [0] }
    }

    func withPointers<T>(_ body: (UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> T) -> T {
        bytes.withUnsafeBufferPointer { bytes in
            let values = offsets.map { offset in offset.flatMap { offset in bytes.baseAddress.map { $0 + offset } } }
            return values.withUnsafeBufferPointer { values in
                lengths.withUnsafeBufferPointer { lengths in
                    formats.withUnsafeBufferPointer { formats in body(values.baseAddress, lengths.baseAddress, formats.baseAddress) }
                }
            }
        }
    }
}
