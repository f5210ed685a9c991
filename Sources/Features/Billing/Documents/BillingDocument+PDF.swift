import Foundation

extension BillingDocument {
    /// The document on pages of A4.
    ///
    /// - Throws: when the typeface is not installed.
    public func pdf() throws -> [UInt8] {
        var sheet = try Sheet(title: heading, author: issuer.name, created: issuedAt)
        sheet.write(heading, size: 18, weight: .bold)
        sheet.space(14)
        sheet.columns([
            [("From", true), (issuer.name, true)] + issuer.details.map { ($0, false) },
            [("To", true), (recipient.name, true)] + recipient.details.map { ($0, false) },
        ])
        sheet.space(10)
        for fact in facts { sheet.fact(fact.name, fact.value) }
        sheet.space(14)
        sheet.tableHead()
        for line in lines { sheet.row(line) }
        sheet.space(6)
        for (index, total) in totals.enumerated() { sheet.total(total, isLast: index == totals.count - 1) }
        sheet.space(18)
        for note in notes { sheet.write(note, size: Sheet.small) }
        return try sheet.finish(footer: heading)
    }
}

/// A page that is filled from top to bottom, and followed by another when it is full.
private struct Sheet: ~Copyable {
    static let small = 8.5
    private static let body = 9.5
    private static let leading = 1.4
    private static let margin = 56.0
    private static let right = PDFPages.width - margin
    /// Where the text of a page ends; below stands its number.
    private static let bottom = 70.0
    /// Where quantity, unit price and amount end.
    private static let columnEnds = (quantity: right - 170, unitPrice: right - 85, amount: right)
    private static let descriptionWidth = columnEnds.quantity - 50 - margin

    private var pages: PDFPages
    private var y: Double
    private var isInTable = false

    init(title: String, author: String, created: Date) throws {
        pages = try PDFPages(title: title, author: author, created: created)
        y = PDFPages.height - Self.margin
    }

    mutating func space(_ points: Double) { y -= points }

    mutating func write(_ text: String, size: Double, weight: PDFPages.Weight = .regular) {
        for line in pages.lines(of: text, width: Self.right - Self.margin, size: size, weight: weight) {
            makeRoom(size * Self.leading)
            y -= size * Self.leading
            pages.write(line, x: Self.margin, y: y, size: size, weight: weight)
        }
    }

    /// Columns side by side; of each line whether it is bold.
    mutating func columns(_ columns: [[(text: String, isBold: Bool)]]) {
        let width = (Self.right - Self.margin) / Double(columns.count)
        var lowest = y
        for (index, column) in columns.enumerated() {
            var y = y
            for (text, isBold) in column {
                for line in pages.lines(of: text, width: width - 20, size: Self.body, weight: isBold ? .bold : .regular) {
                    y -= Self.body * Self.leading
                    pages.write(line, x: Self.margin + Double(index) * width, y: y, size: Self.body, weight: isBold ? .bold : .regular)
                }
            }
            lowest = min(lowest, y)
        }
        y = lowest
    }

    mutating func fact(_ name: String, _ value: String) {
        makeRoom(Self.body * Self.leading)
        y -= Self.body * Self.leading
        pages.write(name, x: Self.margin, y: y, size: Self.body, grey: 0.3)
        pages.write(value, x: Self.margin + 110, y: y, size: Self.body)
    }

    mutating func tableHead() {
        y -= Self.body * Self.leading
        pages.write("Description", x: Self.margin, y: y, size: Self.body, weight: .bold)
        pages.write("Quantity", x: Self.columnEnds.quantity, y: y, size: Self.body, weight: .bold, endsThere: true)
        pages.write("Unit price", x: Self.columnEnds.unitPrice, y: y, size: Self.body, weight: .bold, endsThere: true)
        pages.write("Amount", x: Self.columnEnds.amount, y: y, size: Self.body, weight: .bold, endsThere: true)
        y -= 5
        pages.rule(from: Self.margin, to: Self.right, y: y)
        isInTable = true
    }

    mutating func row(_ line: BillingDocument.Line) {
        let words = pages.lines(of: line.description, width: Self.descriptionWidth, size: Self.body)
        let period = line.period.map { pages.lines(of: $0, width: Self.descriptionWidth, size: Self.small) } ?? []
        makeRoom(Double(words.count) * Self.body * Self.leading + Double(period.count) * Self.small * Self.leading + 10)
        y -= 3
        for (index, text) in words.enumerated() {
            y -= Self.body * Self.leading
            pages.write(text, x: Self.margin, y: y, size: Self.body)
            guard index == 0 else { continue }
            pages.write(String(line.quantity), x: Self.columnEnds.quantity, y: y, size: Self.body, endsThere: true)
            pages.write(line.unitPrice.written, x: Self.columnEnds.unitPrice, y: y, size: Self.body, endsThere: true)
            pages.write(line.amount.written, x: Self.columnEnds.amount, y: y, size: Self.body, endsThere: true)
        }
        for text in period {
            y -= Self.small * Self.leading
            pages.write(text, x: Self.margin, y: y, size: Self.small, grey: 0.3)
        }
        y -= 6
        pages.rule(from: Self.margin, to: Self.right, y: y)
    }

    mutating func total(_ total: BillingDocument.Total, isLast: Bool) {
        isInTable = false
        makeRoom(Self.body * Self.leading + 4)
        y -= Self.body * Self.leading + 2
        let weight: PDFPages.Weight = isLast ? .bold : .regular
        pages.write(total.name, x: Self.columnEnds.unitPrice, y: y, size: Self.body, weight: weight, endsThere: true)
        pages.write(total.amount.written, x: Self.columnEnds.amount, y: y, size: Self.body, weight: weight, endsThere: true)
    }

    consuming func finish(footer: String) throws -> [UInt8] {
        for page in 0..<pages.count {
            pages.write(
                "\(footer) · Page \(page + 1) of \(pages.count)", x: Self.right, y: 40, size: Self.small, endsThere: true, grey: 0.3,
                page: page)
        }
        return try pages.bytes()
    }

    /// Begins another page where this one has no room left; within the table its head is repeated.
    private mutating func makeRoom(_ height: Double) {
        guard y - height < Self.bottom else { return }
        pages.addPage()
        y = PDFPages.height - Self.margin
        if isInTable { tableHead() }
    }
}
