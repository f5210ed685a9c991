public import Foundation

/// A promise that a person calls back.
public struct CallBackDraft: Sendable, Hashable, Codable {
    /// When; within the business's hours.
    public var at: Date
    public var contact: Contact
    /// What it is about, in one line.
    public var subject: String
    /// All that the caller has told so far, for whoever calls back.
    public var details: String

    public init(at: Date, contact: Contact, subject: String, details: String) {
        self.at = at
        self.contact = contact
        self.subject = subject
        self.details = details
    }
}
