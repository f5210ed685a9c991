import Configuration
import Core
import Foundation
import SystemPackage

/// What the settings are worth: read from the environment, and from a file where the environment says nothing.
struct SettingValues {
    private let reader: ConfigReader

    /// - Parameter environmentFile: may be missing.
    init(environmentFile: String) async throws {
        let secrets = SecretsSpecifier<String, String>.specific(Set(Settings.all.filter(\.isSecret).map(\.name)))
        var providers: [any ConfigProvider] = [EnvironmentVariablesProvider(secretsSpecifier: secrets)]
        if FileManager.default.fileExists(atPath: environmentFile) {
            providers.append(
                try await EnvironmentVariablesProvider(environmentFilePath: .init(environmentFile), secretsSpecifier: secrets))
        }
        reader = ConfigReader(providers: providers)
    }

    /// - Throws: `Configuration.Invalid` when what it is set to cannot be used.
    subscript<Value>(setting: Setting<Value>) -> Value {
        get throws {
            do {
                return try setting.read(text(of: setting))
            } catch let unusable as UnusableSetting {
                throw Configuration.Invalid(setting, unusable.reason)
            }
        }
    }

    func text(of setting: some DeclaredSetting) -> String {
        let key = ConfigKey(setting.name.split(separator: "_").map { $0.lowercased() })
        let value = reader.string(forKey: key, isSecret: setting.isSecret)
        return value.flatMap { $0.isEmpty ? nil : $0 } ?? setting.standard
    }
}
