import Core
public import Vendors

extension BillingDocuments {
    /// What a letter announces, to be sent with it: an invoice or a credit note as PDF. Nil for a letter about something else.
    ///
    /// - Throws: when it cannot be set, or is not in the books.
    public func attachment(to letter: QueuedLetter) async throws -> MailMessage.Attachment? {
        guard let business = letter.business else { return nil }
        let document: BillingDocument
        switch letter.letter {
        case .invoiceIssued(_, let number, _, _), .invoicePaid(_, let number, _): document = try await invoice(.init(number), of: business)
        case .creditNoteIssued(_, let number, _): document = try await creditNote(.init(number), of: business)
        default: return nil
        }
        return MailMessage.Attachment(
            filename: "\(document.number).pdf", mediaType: "application/pdf", content: try document.pdf())
    }
}
