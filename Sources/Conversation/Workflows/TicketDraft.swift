/// A support ticket as far as it has been said.
public struct TicketDraft: Sendable, Hashable, Codable {
    public var category: SupportCategory.ID?
    public var priority: SupportCategory.Priority?
    /// One line, made from the caller's own words.
    public var subject: String?
    public var details: String?
    public var contact: Contact

    public init(
        category: SupportCategory.ID? = nil, priority: SupportCategory.Priority? = nil, subject: String? = nil, details: String? = nil,
        contact: Contact = Contact()
    ) {
        self.category = category
        self.priority = priority
        self.subject = subject
        self.details = details
        self.contact = contact
    }
}
