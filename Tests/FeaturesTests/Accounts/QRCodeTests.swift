import Foundation
import Testing

@testable import Features

/// Pictures of texts, for cameras.
struct QRCodeTests {
    @Test func `three corners tell a camera where the picture is`() throws {
        let code = try #require(QRCode("otpauth://totp/Roma:ada@roma.example?secret=JBSWY3DPEHPK3PXP&issuer=Roma"))
        // A version has 4 modules more than the one before, the first 21 (ISO/IEC 18004, section 6.3.2).
        #expect(code.width >= 21 && (code.width - 21) % 4 == 0 && code.modules.count == code.width * code.width)
        let finder = [
            "#######", "#     #", "# ### #", "# ### #", "# ### #", "#     #", "#######",
        ]
        for (left, top) in [(0, 0), (code.width - 7, 0), (0, code.width - 7)] {
            let corner = (0..<7).map { row in
                String((0..<7).map { code.modules[(top + row) * code.width + left + $0] ? "#" : " " })
            }
            #expect(corner == finder)
        }
    }

    @Test func `each dark module is drawn once, within a light frame`() throws {
        let code = try #require(QRCode("Roma"))
        #expect(code.svg.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 29 29\""))
        #expect(code.svg.components(separatedBy: "h1v1h-1z").count - 1 == code.modules.count { $0 })
        #expect(code.svg.contains("M4 4h1v1h-1z") && code.svg.hasSuffix("/></svg>"))
    }

    @Test func `there is no picture of nothing, nor of a book`() {
        #expect(QRCode("") == nil)
        #expect(QRCode(String(repeating: "a", count: 3_000)) == nil)
    }

    @Test func `another text is another picture`() {
        #expect(QRCode("Roma") != QRCode("Milano"))
    }
}
