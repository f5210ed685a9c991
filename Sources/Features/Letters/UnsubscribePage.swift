/// The page behind a link that ends mail: it looks like the letters it came with.
public enum UnsubscribePage {
    /// - Parameter button: what sends the wish, to the address of the page itself; nil when there is nothing to send.
    public static func html(title: String, text: String, button: String?) -> String {
        let form =
            button.map { label in
                "<form method=\"post\"><button style=\"background:\(LetterBrand.standardColour);color:#ffffff;border:0;font:inherit;"
                    + "font-weight:600;padding:12px 22px;border-radius:8px;cursor:pointer\">\(LetterLayout.escaped(label))</button></form>"
            } ?? ""
        return """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">\
            <meta name="robots" content="noindex"><title>\(LetterLayout.escaped(title))</title></head>
            <body style="margin:0;background:#f2f4f7;\(LetterLayout.font);color:\(LetterLayout.ink);line-height:1.55">
            <main style="max-width:440px;margin:12vh auto 0;background:#ffffff;border-radius:10px;padding:28px 32px">
            <h1 style="margin:0 0 16px;font-size:22px">\(LetterLayout.escaped(title))</h1>
            <p style="margin:0 0 20px">\(LetterLayout.escaped(text))</p>\(form)
            </main></body></html>

            """
    }
}
