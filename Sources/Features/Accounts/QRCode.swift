import CQRCode

/// A text as a square picture that a telephone's camera reads (ISO/IEC 18004). Over libqrencode.
struct QRCode: Sendable, Hashable {
    /// Modules along each side.
    let width: Int
    /// Row by row, from the upper left corner; true is dark.
    let modules: [Bool]

    /// The light frame that cameras need: four modules wide (ISO/IEC 18004, section 6.3.8).
    private static let quietZone = 4

    /// Bears that 15 per cent of it cannot be read.
    ///
    /// - Returns: nil when the text is empty or longer than any such picture holds.
    init?(_ text: String) {
        guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
        defer { QRcode_free(code) }
        width = Int(code.pointee.width)
        // The lowest bit of each byte is the module, the others tell what it is part of.
        modules = (0..<width * width).map { code.pointee.data[$0] & 1 == 1 }
    }

    /// A document of its own, dark on white whatever it stands on: some cameras do not read it the other way round.
    var svg: String {
        let side = width + 2 * Self.quietZone
        let path = modules.indices.filter { modules[$0] }
            .map { "M\($0 % width + Self.quietZone) \($0 / width + Self.quietZone)h1v1h-1z" }.joined()
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(side) \(side)\" shape-rendering=\"crispEdges\">"
            + "<path fill=\"#fff\" d=\"M0 0h\(side)v\(side)H0z\"/><path d=\"\(path)\"/></svg>"
    }
}
