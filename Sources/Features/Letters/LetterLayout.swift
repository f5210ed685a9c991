import Foundation

/// The one look of everything that is sent by mail: a narrow column, styles on the elements (mail programs know nothing else), no
/// picture but the logo, nothing loaded from elsewhere.
struct LetterLayout {
    let brand: LetterBrand
    /// Where mail of this kind is ended; nil for mail that has to come.
    var unsubscribeURL: String?

    private static let width = 68

    // MARK: Plain text

    func text(_ letter: LetterText) -> String {
        var blocks = [letter.heading + "\n" + String(repeating: "=", count: min(letter.heading.count, Self.width))]
        for part in letter.parts {
            switch part {
            case .paragraph(let text), .note(let text): blocks.append(Self.wrapped(text))
            case .facts(let facts): blocks.append(facts.map { "\($0.label): \($0.value)" }.joined(separator: "\n"))
            case .button(let label, let url): blocks.append("\(label):\n\(url)")
            }
        }
        var foot = [brand.name] + brand.foot
        if let unsubscribeURL { foot.append("No more mail of this kind: \(unsubscribeURL)") }
        blocks.append("-- \n" + foot.joined(separator: "\n"))
        return blocks.joined(separator: "\n\n") + "\n"
    }

    private static func wrapped(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var lines: [String] = []
            for word in line.split(separator: " ") {
                if let last = lines.last, last.count + 1 + word.count <= width {
                    lines[lines.count - 1] = last + " " + word
                } else {
                    lines.append(String(word))
                }
            }
            return lines.joined(separator: "\n")
        }.joined(separator: "\n")
    }

    // MARK: HTML

    static let ink = "#1c2430"
    private static let quiet = "#5a6472"
    static let font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"

    /// What a mail program knows that reads more than styles on elements: a dark look where its reader wants one, and less margin on a
    /// narrow screen.
    private static let style = """
        :root{color-scheme:light dark;supported-color-schemes:light dark}
        @media (prefers-color-scheme:dark){
        .page{background:#11161c!important}.card{background:#1b222b!important}.ink,.ink a.plain{color:#e7ebf0!important}
        .quiet,.quiet a{color:#a7b2bf!important}.rule{border-color:#36404c!important}}
        @media (max-width:480px){.page-cell{padding:0!important}.card{border-radius:0!important}
        .cell{padding-left:20px!important;padding-right:20px!important}.fact th,.fact td{display:block!important}
        .fact th{padding-bottom:0!important}.fact td{padding-top:0!important}}
        """

    func html(_ letter: LetterText) -> String {
        let (ink, quiet, font) = (Self.ink, Self.quiet, Self.font)
        return """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">\
            <meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">\
            <title>\(Self.escaped(letter.subject))</title><style>\(Self.style)</style></head>
            <body class="page" style="margin:0;padding:0;background:#f2f4f7">
            <div style="display:none;font-size:1px;line-height:1px;max-height:0;max-width:0;opacity:0;overflow:hidden">\
            \(Self.escaped(letter.preview))\(Self.filler)</div>
            <table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" style="background:#f2f4f7"><tr>\
            <td class="page-cell" align="center" style="padding:24px 12px">
            <table role="presentation" class="card" width="560" cellpadding="0" cellspacing="0" style="width:100%;max-width:560px;\
            background:#ffffff;border-radius:10px;overflow:hidden;overflow-wrap:anywhere;\(font)">
            <tr><td class="cell" style="background:\(brand.colour);padding:18px 32px;color:#ffffff;font-size:17px;font-weight:600">\(head)</td></tr>
            <tr><td class="cell ink" style="padding:28px 32px 12px;color:\(ink);font-size:16px;line-height:1.55">
            <h1 style="margin:0 0 16px;font-size:22px;line-height:1.3;font-weight:650">\(Self.escaped(letter.heading))</h1>
            \(letter.parts.map(html(of:)).joined(separator: "\n"))
            </td></tr>
            <tr><td class="cell quiet rule" style="padding:16px 32px 26px;color:\(quiet);font-size:13px;line-height:1.5;\
            border-top:1px solid #e6e9ee">\(foot)</td></tr>
            </table></td></tr></table>
            </body></html>

            """
    }

    /// After the preview, so that a list of letters does not go on with the heading.
    private static let filler = String(repeating: "&#847;&zwnj;&nbsp;", count: 60)

    private var head: String {
        guard let logoURL = brand.logoURL else { return Self.escaped(brand.name) }
        return "<img src=\"\(Self.escaped(logoURL))\" alt=\"\(Self.escaped(brand.name))\" height=\"36\" style=\"display:block;border:0\">"
    }

    private func html(of part: LetterText.Part) -> String {
        switch part {
        case .paragraph(let text): return "<p style=\"margin:0 0 16px\">\(Self.lines(text))</p>"
        case .note(let text):
            return "<p class=\"quiet\" style=\"margin:0 0 16px;color:\(Self.quiet);font-size:14px\">\(Self.lines(text))</p>"
        case .facts(let facts):
            let rows = facts.map { fact in
                "<tr class=\"fact\"><th class=\"quiet\" scope=\"row\" align=\"left\" valign=\"top\" style=\"padding:6px 16px 6px 0;color:\(Self.quiet);"
                    + "font-weight:500;white-space:nowrap\">\(Self.escaped(fact.label))</th>"
                    + "<td style=\"padding:6px 0\">\(Self.lines(fact.value))</td></tr>"
            }
            return
                "<table cellpadding=\"0\" cellspacing=\"0\" style=\"margin:0 0 18px;font-size:15px;border-collapse:collapse\">\(rows.joined())</table>"
        case .button(let label, let url):
            return
                "<p style=\"margin:8px 0 22px\"><a href=\"\(Self.escaped(url))\" style=\"display:inline-block;background:\(brand.colour);"
                + "color:#ffffff;text-decoration:none;font-weight:600;padding:12px 22px;border-radius:8px\">\(Self.escaped(label))</a></p>"
        }
    }

    private var foot: String {
        var lines = ([brand.name] + brand.foot).map(Self.escaped)
        if let unsubscribeURL {
            lines.append("<a href=\"\(Self.escaped(unsubscribeURL))\" style=\"color:\(Self.quiet)\">No more mail of this kind</a>")
        }
        return lines.joined(separator: "<br>")
    }

    private static func lines(_ text: String) -> String { escaped(text).replacing("\n", with: "<br>") }

    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
            .replacing("'", with: "&#39;")
    }
}
