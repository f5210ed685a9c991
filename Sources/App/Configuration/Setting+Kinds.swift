import Core
import Foundation

/// How settings are read.
extension Setting where Value == String {
    static func text(_ name: String, standard: String, _ meaning: String) -> Setting {
        Setting(name, standard: standard, meaning) { $0 }
    }
}

extension Setting where Value == String? {
    /// Nil where it is empty.
    static func optional(_ name: String, _ meaning: String) -> Setting {
        Setting(name, meaning) { $0.isEmpty ? nil : $0 }
    }

    /// Where somebody is reached, without a last slash; nil where it is empty. What is not encrypted stays on this machine.
    static func address(_ name: String, standard: String = "", _ meaning: String) -> Setting {
        Setting(name, standard: standard, meaning) { text in
            guard !text.isEmpty else { return nil }
            guard let url = URL(string: text), let host = url.host(), url.query() == nil,
                url.scheme == "https" || url.scheme == "http" && ["127.0.0.1", "localhost"].contains(host)
            else { throw UnusableSetting("\"\(text)\" is not an address such as https://voice.example.com.") }
            return text.hasSuffix("/") ? String(text.dropLast()) : text
        }
    }
}

extension Setting where Value == Secret? {
    /// Nil where it is empty.
    static func secret(_ name: String, _ meaning: String) -> Setting {
        Setting(name, meaning, isSecret: true) { $0.isEmpty ? nil : Secret($0) }
    }
}

extension Setting where Value == [Secret] {
    /// Separated by commas. Nothing is signed with an empty one: anybody has it.
    static func secrets(_ name: String, _ meaning: String) -> Setting {
        Setting(name, meaning, isSecret: true) { text in text.parts(separatedBy: ",").map { Secret($0) } }
    }
}

extension Setting where Value == [String] {
    /// Separated by semicolons, without blanks around them.
    static func lines(_ name: String, _ meaning: String) -> Setting {
        Setting(name, meaning) { $0.parts(separatedBy: ";") }
    }
}

extension Setting where Value == Int {
    static func number(_ name: String, standard: Int, in range: ClosedRange<Int>, _ meaning: String) -> Setting {
        Setting(name, standard: String(standard), meaning) { try $0.number(in: range) }
    }

    static func port(_ name: String, standard: Int, _ meaning: String) -> Setting {
        number(name, standard: standard, in: 1...65_535, meaning)
    }

    static func days(_ name: String, standard: Int, from least: Int = 0, _ meaning: String) -> Setting {
        number(name, standard: standard, in: least...3650, meaning)
    }
}

extension Setting where Value == Bool {
    static func flag(_ name: String, _ meaning: String) -> Setting {
        Setting(name, standard: "false", meaning) { text in
            guard let flag = Bool(text.lowercased()) else { throw UnusableSetting("\"\(text)\" is neither true nor false.") }
            return flag
        }
    }
}

extension Setting where Value == Duration {
    static func milliseconds(_ name: String, standard: Int, in range: ClosedRange<Int>, _ meaning: String) -> Setting {
        Setting(name, standard: String(standard), meaning) { .milliseconds(try $0.number(in: range)) }
    }
}

extension String {
    fileprivate func number(in range: ClosedRange<Int>) throws -> Int {
        guard let number = Int(self), range.contains(number) else {
            throw UnusableSetting("\"\(self)\" is not a number from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }

    fileprivate func parts(separatedBy separator: Character) -> [String] {
        split(separator: separator).map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
}
