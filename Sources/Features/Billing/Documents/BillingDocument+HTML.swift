import Core

extension BillingDocument {
    /// A page by itself, to be read aloud by a screen reader, looked at, and printed.
    public var html: String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(heading.escaped)</title>
        <style>\(Self.style)</style>
        </head>
        <body>
        <main>
        <h1>\(heading.escaped)</h1>
        <div class="parties">
        <section aria-labelledby="from"><h2 id="from">From</h2>\(Self.address(issuer))</section>
        <section aria-labelledby="to"><h2 id="to">To</h2>\(Self.address(recipient))</section>
        </div>
        <dl>
        \(facts.map { "<div><dt>\($0.name.escaped)</dt><dd>\($0.value.escaped)</dd></div>" }.joined(separator: "\n"))
        </dl>
        <table>
        <caption>What is charged</caption>
        <thead><tr><th scope="col">Description</th><th scope="col">Quantity</th><th scope="col">Unit price</th><th scope="col">Amount</th></tr></thead>
        <tbody>
        \(lines.map(Self.row).joined(separator: "\n"))
        </tbody>
        <tfoot>
        \(totals.map { #"<tr><th scope="row" colspan="3">\#($0.name.escaped)</th><td>\#($0.amount.written.escaped)</td></tr>"# }.joined(separator: "\n"))
        </tfoot>
        </table>
        \(notes.map { "<p>\($0.escaped)</p>" }.joined(separator: "\n"))
        </main>
        </body>
        </html>

        """
    }

    private static func address(_ party: Party) -> String {
        "<address>" + (["<strong>\(party.name.escaped)</strong>"] + party.details.map(\.escaped)).joined(separator: "<br>") + "</address>"
    }

    private static func row(_ line: Line) -> String {
        let period = line.period.map { "<br><small>\($0.escaped)</small>" } ?? ""
        return #"<tr><th scope="row">\#(line.description.escaped)\#(period)</th>"#
            + [String(line.quantity), line.unitPrice.written, line.amount.written].map { "<td>\($0.escaped)</td>" }.joined() + "</tr>"
    }

    /// Dark on white at 14:1 and more; nothing is said by colour alone.
    private static let style = """
        body{font:16px/1.5 system-ui,sans-serif;color:#1c1c1c;background:#fff;margin:0}
        main{max-width:46rem;margin:2rem auto;padding:0 1rem}
        h1{font-size:1.6rem;margin:0 0 1.5rem}h2{font-size:1rem;margin:0 0 .25rem}
        .parties{display:flex;flex-wrap:wrap;gap:1rem 4rem}address{font-style:normal}
        dl{display:flex;flex-wrap:wrap;gap:.5rem 2.5rem;margin:1.5rem 0}dt{font-size:.875rem;color:#444}dd{margin:0;font-weight:600}
        table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}caption{text-align:left;font-weight:600;padding:.5rem 0}
        th,td{padding:.5rem;border-bottom:1px solid #767676;text-align:left;vertical-align:top}tbody th{font-weight:400}
        td,th:nth-child(n+2),tfoot th{text-align:right}small{color:#444}tfoot tr:last-child{font-weight:700}
        @media print{main{margin:0;max-width:none}tr{break-inside:avoid}}
        """
}

extension String {
    /// For the text and the attributes of HTML.
    fileprivate var escaped: String {
        var safe = ""
        for character in unicodeScalars {
            switch character {
            case "&": safe += "&amp;"
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "\"": safe += "&quot;"
            case "'": safe += "&#39;"
            default: safe.unicodeScalars.append(character)
            }
        }
        return safe
    }
}
