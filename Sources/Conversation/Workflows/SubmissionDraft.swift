public import Core

/// The answers to the questions of a declared workflow, in the order in which they were declared.
public struct SubmissionDraft: Sendable, Hashable, Codable {
    /// The workflow's name.
    public var workflow: String
    public var answers: [Answer]
    public var contact: Contact

    public init(workflow: String, answers: [Answer], contact: Contact = Contact()) {
        self.workflow = workflow
        self.answers = answers
        self.contact = contact
    }

    /// One answer, complete in itself: it stays readable when the declaration changes later.
    public struct Answer: Sendable, Hashable, Codable {
        /// The slot's name.
        public var name: String
        public var label: String
        /// For programs: numbers are numbers, dates `2026-01-31`, times `14:30`, phone numbers E.164, choices by their names.
        public var value: JSONValue
        /// For people.
        public var text: String

        public init(name: String, label: String, value: JSONValue, text: String) {
            self.name = name
            self.label = label
            self.value = value
            self.text = text
        }
    }
}
