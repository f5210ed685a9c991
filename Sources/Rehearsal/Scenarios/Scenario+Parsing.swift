import Conversation
import Core
import Foundation

extension Scenario {
    /// A line that is none of a scenario.
    public struct ParseError: Error, Hashable, CustomStringConvertible {
        /// Counted from 1.
        public let line: Int
        public let reason: String

        public var description: String { "line \(line): \(reason)" }
    }

    /// - Throws: the first line that cannot be read.
    public init(name: String, text: String) throws(ParseError) {
        var setting = Setting()
        var steps: [Step] = []
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let line = line.trimmingCharacters(in: .whitespaces)
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            let number = index + 1
            do throws(Reason) {
                let written = Written(line)
                if try setting.take(written) {
                    guard steps.isEmpty else { throw Reason("\(written.head): belongs above the call.") }
                } else {
                    steps.append(Step(line: number, kind: try Kind(written)))
                }
            } catch {
                throw ParseError(line: number, reason: error.text)
            }
        }
        guard steps.contains(where: { if case .turn = $0.kind { true } else { false } }) else {
            throw ParseError(line: 1, reason: "Nobody says anything: a line of the caller begins with \"C:\".")
        }
        self.init(name: name, setting: setting, steps: steps)
    }
}

private struct Reason: Error {
    let text: String

    init(_ text: String) { self.text = text }
}

/// A line as its head, what stands in brackets after it, and its text.
private struct Written {
    let head: String
    let text: String
    /// A line without a colon is all head.
    let hasText: Bool

    init(_ line: String) {
        let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        head = parts[0].trimmingCharacters(in: .whitespaces)
        text = parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
        hasText = parts.count > 1
    }
}

extension Scenario.Setting {
    /// - Returns: false when the line is no part of the setting.
    fileprivate mutating func take(_ line: Written) throws(Reason) -> Bool {
        switch line.head {
        case "business": business = line.text
        case "now": now = try Self.moment(line.text)
        case "caller":
            let parts = line.text.split(separator: ",", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            guard let number = parts.first.flatMap({ PhoneNumber($0) }) else { throw Reason("\"\(line.text)\" is not a phone number.") }
            caller = number
            knownName = parts.count > 1 ? parts[1] : nil
        case "free": free.append(try Self.moment(line.text))
        default: return false
        }
        return true
    }

    private static func moment(_ text: String) throws(Reason) -> LocalDateTime {
        let parts = text.split(separator: " ").map(String.init)
        guard parts.count == 2, let date = LocalDate(parts[0]), let time = LocalTime(parts[1]) else {
            throw Reason("\"\(text)\" is not a time such as 2026-01-13 09:15.")
        }
        return LocalDateTime(date, time)
    }
}

extension Scenario.Kind {
    fileprivate init(_ line: Written) throws(Reason) {
        switch line.head {
        case "C": self = .turn(.speech([Hypothesis(line.text)]))
        case let head where head.hasPrefix("C ("):
            guard let confidence = Double(head.dropFirst(3).dropLast()), (0...1).contains(confidence) else {
                throw Reason("\"\(head)\" should be such as \"C (0.46)\".")
            }
            self = .turn(.speech([Hypothesis(line.text, confidence: confidence)]))
        case "K": self = .turn(.keys(line.text))
        case "S": self = .turn(.silence)
        case "E":
            let edit = line.text.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            guard let field = edit.first else { throw Reason("An edit is such as \"E: customer_name = Ada\".") }
            self = .turn(.edit(field: field, value: edit.count > 1 && !edit[1].isEmpty ? edit[1] : nil))
        case "R": self = .refuse(try Scenario.RefusalName(line.text))
        case "refuse": self = .refuseNext(try Scenario.RefusalName(line.text))
        case "A": self = .expect(.words(line.text))
        case let head where head.hasPrefix("A "):
            self = .expect(.intent(try Intent(head.dropFirst(2).trimmingCharacters(in: .whitespaces), field: line.text)))
        case let head where head.hasPrefix("="):
            self = .expect(try Scenario.Expectation(head.dropFirst().trimmingCharacters(in: .whitespaces), line))
        default:
            throw Reason("a line begins with C:, K:, S:, E:, A:, A asks:, = or #, not with \"\(line.head)\".")
        }
    }
}

extension Scenario.Expectation {
    fileprivate init(_ what: String, _ line: Written) throws(Reason) {
        switch what {
        case "ended": self = .ended
        case "transferred": self = .transferred
        case "done":
            guard let count = Int(line.text) else { throw Reason("\"= done:\" is followed by a number.") }
            self = .done(count)
        case _ where what.isEmpty || !line.hasText:
            throw Reason("an expectation is \"= field: value\", \"= record field: value\", \"= ended\" or \"= transferred\".")
        case _ where what.hasPrefix("record "):
            self = .record(what.dropFirst(7).trimmingCharacters(in: .whitespaces), line.text)
        default: self = .field(what, line.text)
        }
    }
}

extension Intent {
    fileprivate init(_ verb: String, field: String) throws(Reason) {
        let intent = Intent(rawValue: field.isEmpty ? verb : "\(verb): \(field)")
        guard !field.isEmpty && (verb == "asks" || verb == "confirms") || Self.plain.contains(intent) else {
            let all = ["asks: FIELD", "confirms: FIELD"] + Self.plain.map(\.rawValue)
            throw Reason("\"A \(intent)\" is none of: \(all.map { "A \($0)" }.joined(separator: ", ")).")
        }
        self = intent
    }
}

extension Scenario.RefusalName {
    fileprivate init(_ text: String) throws(Reason) {
        switch text {
        case "slot taken": self = .slotTaken
        case "failed": self = .failed
        case _ where text.hasSuffix(" sold out"): self = .soldOut(String(text.dropLast(9)))
        default: throw Reason("a refusal is \"slot taken\", \"failed\" or \"ITEM sold out\".")
        }
    }
}
