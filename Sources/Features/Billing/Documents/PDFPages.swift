import CHaru
import Core
import Foundation

/// A PDF document that is being drawn: pages of A4, text in one typeface, straight lines. Over libharu.
///
/// The typeface is embedded, so that a page looks the same everywhere. It has Latin, Greek, Cyrillic, Armenian, Georgian and most signs;
/// what is written from right to left or in syllables and ideographs it cannot set, and characters beyond U+FFFF become �.
struct PDFPages: ~Copyable {
    /// In points, 1/72 of an inch. The origin is the lower left corner.
    static let width = 595.28
    static let height = 841.89

    enum Weight {
        case regular, bold
    }

    /// Why there is no document.
    enum Failure: Error, Hashable {
        /// The file of the typeface is not there; its path is given.
        case typefaceMissing(String)
        case outOfMemory
        /// libharu's number for what went wrong.
        case drawing(UInt)
    }

    private let document: HPDF_Doc
    private let regular: HPDF_Font
    private let bold: HPDF_Font
    private var pages: [HPDF_Page] = []

    /// - Parameter typeface: the files of its two weights, TrueType.
    init(title: String, author: String, created: Date, typeface: (regular: String, bold: String) = Self.typeface) throws(Failure) {
        for path in [typeface.regular, typeface.bold] where !FileManager.default.isReadableFile(atPath: path) {
            throw .typefaceMissing(path)
        }
        // Without a handler of ours an error is kept in the document, and everything after it does nothing.
        guard let document = HPDF_New(nil, nil) else { throw .outOfMemory }
        func font(_ path: String) -> HPDF_Font? {
            HPDF_LoadTTFontFromFile(document, path, HPDF_BOOL(HPDF_TRUE)).flatMap { HPDF_GetFont(document, $0, "UTF-8") }
        }
        HPDF_UseUTFEncodings(document)
        HPDF_SetCompressionMode(document, HPDF_UINT(HPDF_COMP_ALL))
        guard let regular = font(typeface.regular), let bold = font(typeface.bold) else {
            let error = HPDF_GetError(document)
            HPDF_Free(document)
            throw .drawing(UInt(error))
        }
        self.document = document
        self.regular = regular
        self.bold = bold
        HPDF_SetInfoAttr(document, HPDF_INFO_TITLE, title)
        HPDF_SetInfoAttr(document, HPDF_INFO_AUTHOR, author)
        HPDF_SetInfoDateAttr(document, HPDF_INFO_CREATION_DATE, HPDF_Date(created))
        addPage()
    }

    deinit { HPDF_Free(document) }

    /// Debian's fonts-dejavu-core.
    static let typeface = (
        regular: "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", bold: "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"
    )

    var count: Int { pages.count }

    mutating func addPage() {
        guard let page = HPDF_AddPage(document) else { return }
        HPDF_Page_SetSize(page, HPDF_PAGE_SIZE_A4, HPDF_PAGE_PORTRAIT)
        pages.append(page)
    }

    /// Writes one line of text.
    ///
    /// - Parameters:
    ///   - x: where it begins, or where it ends.
    ///   - page: from 0; the last page if not given.
    func write(
        _ text: String, x: Double, y: Double, size: Double, weight: Weight = .regular, endsThere: Bool = false, grey: Double = 0.1,
        page: Int? = nil
    ) {
        guard let page = pages.isEmpty ? nil : pages[page ?? pages.count - 1] else { return }
        let start = endsThere ? x - width(of: text, size: size, weight: weight) : x
        HPDF_Page_SetGrayFill(page, Float(grey))
        HPDF_Page_BeginText(page)
        HPDF_Page_SetFontAndSize(page, font(weight), Float(size))
        HPDF_Page_TextOut(page, Float(start), Float(y), Self.settable(text))
        HPDF_Page_EndText(page)
    }

    /// Draws a thin line across, on the last page.
    func rule(from start: Double, to end: Double, y: Double) {
        guard let page = pages.last else { return }
        HPDF_Page_SetLineWidth(page, 0.5)
        HPDF_Page_SetGrayStroke(page, 0.4)
        HPDF_Page_MoveTo(page, Float(start), Float(y))
        HPDF_Page_LineTo(page, Float(end), Float(y))
        HPDF_Page_Stroke(page)
    }

    /// In points.
    func width(of text: String, size: Double, weight: Weight = .regular) -> Double {
        guard let page = pages.last else { return 0 }
        HPDF_Page_SetFontAndSize(page, font(weight), Float(size))
        return Double(HPDF_Page_TextWidth(page, Self.settable(text)))
    }

    /// The text in lines that are no wider. Breaks between words, and within a word that is wider by itself.
    func lines(of text: String, width: Double, size: Double, weight: Weight = .regular) -> [String] {
        var lines: [String] = []
        var line = ""
        func fits(_ text: String) -> Bool { self.width(of: text, size: size, weight: weight) <= width }
        for word in text.split(whereSeparator: { $0 == " " || $0.isNewline }) {
            if fits(line.isEmpty ? String(word) : "\(line) \(word)") {
                line += line.isEmpty ? String(word) : " \(word)"
                continue
            }
            if !line.isEmpty { lines.append(line) }
            line = ""
            for character in word {
                if !line.isEmpty, !fits(line + String(character)) {
                    lines.append(line)
                    line = ""
                }
                line.append(character)
            }
        }
        return line.isEmpty ? lines : lines + [line]
    }

    /// The finished document.
    ///
    /// - Throws: `drawing` when anything failed since it was begun.
    func bytes() throws(Failure) -> [UInt8] {
        HPDF_SaveToStream(document)
        var bytes = [UInt8](repeating: 0, count: Int(HPDF_GetStreamSize(document)))
        var count = HPDF_UINT32(bytes.count)
        bytes.withUnsafeMutableBufferPointer { buffer in _ = HPDF_ReadFromStream(document, buffer.baseAddress, &count) }
        let error = HPDF_GetError(document)
        guard error == HPDF_STATUS(HPDF_OK), Int(count) == bytes.count else { throw .drawing(UInt(error)) }
        return bytes
    }

    private func font(_ weight: Weight) -> HPDF_Font {
        switch weight {
        case .regular: regular
        case .bold: bold
        }
    }

    /// libharu reads UTF-8 of at most three bytes, and stops at a NUL.
    private static func settable(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value > 0xFFFF || $0.value < 0x20 ? "\u{FFFD}" : $0 }))
    }
}

extension HPDF_Date {
    fileprivate init(_ instant: Date) {
        let (date, time) = instant.local(in: .gmt)
        let second = Int32(instant.timeIntervalSince1970.rounded(.down)) % 60
        self.init(
            year: Int32(date.year), month: Int32(date.month), day: Int32(date.day), hour: Int32(time.hour), minutes: Int32(time.minute),
            seconds: second, ind: CChar(UInt8(ascii: "Z")), off_hour: 0, off_minutes: 0)
    }
}
