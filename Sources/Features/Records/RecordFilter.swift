import Core
public import Foundation

/// Which records of a list are wanted.
public struct RecordFilter: Sendable, Hashable {
    /// The stored word of a status; nil for any.
    public var status: String?
    /// When they were made, or begin where they are appointments: from this instant on, and before that one.
    public var from: Date
    public var to: Date
    /// A number, part of a name, or the end of a phone number; empty for all.
    public var search: String

    public static let all = RecordFilter()

    public init(status: String? = nil, from: Date? = nil, to: Date? = nil, search: String = "") {
        self.status = status
        self.from = from ?? .distantPast
        self.to = to ?? .distantFuture
        self.search = search.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// - Throws: `Problem` when no record of the kind has the status.
    func requireStatus<Status: RawRepresentable<String> & CaseIterable>(of _: Status.Type) throws {
        guard let status, Status(rawValue: status) == nil else { return }
        let known = Status.allCases.map(\.rawValue).joined(separator: ", ")
        throw Problem.invalid("#/status", "A status here is one of: \(known).")
    }

    /// The number that is looked for, without the sign before it.
    var number: String { search.hasPrefix("#") ? String(search.dropFirst()) : search }

    /// For LIKE, with `\` before what would be a wildcard. Both engines compare the letters A to Z in either case only in lower case.
    var name: String {
        var pattern = String.UnicodeScalarView("%".unicodeScalars)
        for scalar in search.unicodeScalars {
            if "%_\\".unicodeScalars.contains(scalar) { pattern.append("\\") }
            pattern.append(Self.lowercased(scalar))
        }
        return String(pattern) + "%"
    }

    /// For LIKE on the identity of a customer; matches none where there are too few digits to be a number.
    var phone: String {
        let digits = search.filter { ("0"..."9").contains($0) }
        return digits.count < Self.fewestDigits ? "" : "%" + digits
    }

    private static let fewestDigits = 4

    private static func lowercased(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        ("A"..."Z").contains(scalar) ? Unicode.Scalar(UInt8(scalar.value) + 32) : scalar
    }
}
