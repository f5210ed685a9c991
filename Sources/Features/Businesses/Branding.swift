import Core
import Foundation

/// How a business's pages and widgets look to its callers: `{"displayName": "Roma", "colour": "#8c1d18", "logo": "https://…"}`.
public struct Branding: Sendable, Hashable, Codable {
    /// What pages call the business; its registered name when left out.
    public var displayName: String?
    /// Of buttons and headings: `#rrggbb`.
    public var colour: String?
    /// An address of a picture, https only.
    public var logo: String?

    public init(displayName: String? = nil, colour: String? = nil, logo: String? = nil) {
        self.displayName = displayName
        self.colour = colour
        self.logo = logo
    }

    private static let longestName = 80
    private static let longestAddress = 500
    /// Text on a button, and a button on a page, are told apart from so much on. Source: WCAG 2.2, success criteria 1.4.3 and 1.4.11.
    private static let leastContrast = 4.5

    /// Every part that makes no sense, or could not be read by everybody.
    func violations() -> [Problem.Violation] {
        var found: [Problem.Violation] = []
        if let displayName {
            found += Problem.Violation.inLength(of: displayName, as: "A name", 1...Self.longestName, at: "#/displayName")
        }
        if let colour {
            if let luminance = Self.luminance(of: colour) {
                // White text on it, and it on a white page: the same two colours.
                if 1.05 / (luminance + 0.05) < Self.leastContrast {
                    found.append(
                        .init(pointer: "#/colour", detail: "White text on \(colour) is hard to read; choose a darker colour."))
                }
            } else {
                found.append(.init(pointer: "#/colour", detail: "A colour is written #rrggbb."))
            }
        }
        if let logo,
            URL(string: logo)?.scheme != "https" || URL(string: logo)?.host()?.isEmpty ?? true || logo.utf8.count > Self.longestAddress
        {
            found.append(.init(pointer: "#/logo", detail: "A logo is the https address of a picture."))
        }
        return found
    }

    /// Relative luminance, 0 for black to 1 for white. Source: WCAG 2.2, definition of relative luminance.
    private static func luminance(of colour: String) -> Double? {
        guard colour.wholeMatch(of: /#[0-9A-Fa-f]{6}/) != nil, let value = UInt32(colour.dropFirst(), radix: 16) else { return nil }
        let channels = [16, 8, 0].map { shift in
            let share = Double((value >> UInt32(shift)) & 0xFF) / 255
            return share <= 0.040_45 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return zip(channels, [0.2126, 0.7152, 0.0722]).map(*).reduce(0, +)
    }
}
