import Core

/// One setting, declared once: what it is called, what it stands at, what it means, and how its text is read. `doctor`, the sample file and
/// the table of `docs/configuration.md` are made of the declarations.
struct Setting<Value: Sendable>: DeclaredSetting {
    let name: String
    let standard: String
    let meaning: String
    let isSecret: Bool
    let read: @Sendable (_ text: String) throws -> Value

    /// - Parameters:
    ///   - standard: what it is worth where nobody sets it, or sets it to nothing.
    ///   - meaning: goes on after the name, without a full stop.
    ///   - read: throws `UnusableSetting`. An empty text is that of a setting without a standard value.
    init(
        _ name: String, standard: String = "", _ meaning: String, isSecret: Bool = false, read: @escaping @Sendable (String) throws -> Value
    ) {
        self.name = name
        self.standard = standard
        self.meaning = meaning
        self.isSecret = isSecret
        self.read = read
    }
}

/// A setting, whatever it is read as.
protocol DeclaredSetting: Sendable {
    var name: String { get }
    var standard: String { get }
    var meaning: String { get }
    var isSecret: Bool { get }
}

/// Why a setting's text cannot be used: what follows its name.
struct UnusableSetting: Error {
    let reason: String

    init(_ reason: String) { self.reason = reason }
}

/// Settings of one subject: each a stored property.
protocol SettingGroup: Sendable {}

extension SettingGroup {
    /// In the order of their declaration.
    var all: [any DeclaredSetting] { Mirror(reflecting: self).children.compactMap { $0.value as? any DeclaredSetting } }
}
