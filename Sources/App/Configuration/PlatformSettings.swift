import Core
import Logging
import Vendors

/// Where the platform is, what it keeps its data in, and how it is reached.
struct PlatformSettings: SettingGroup {
    let domain = Setting.text("PLATFORM_DOMAIN", standard: "localhost", "the domain whose subdomains are the businesses")
    let port = Setting.port("MAIN_PLATFORM_PORT", standard: 3000, "the port to listen on, on the loopback address")
    let databaseURL = Setting.secret("DATABASE_URL", "postgresql://user:password@host:port/name; empty for SQLite under --data")
    let publicURL = Setting.address(
        "PUBLIC_URL", "the address under which outside services reach this server, such as https://voice.example.com")
    let nameServer = Setting(
        "DNS_SERVER", "the name server, host or host:port, that is asked for businesses' own domains; empty for the system's",
        read: PlatformSettings.nameServer)
    let webRoot = Setting.text("WEB_ROOT", standard: "web/dist", "the folder of the built web app")
    let logLevel = Setting("LOG_LEVEL", standard: "info", "trace, debug, info, notice, warning, error or critical") { text in
        guard let level = Logger.Level(rawValue: text.lowercased()) else {
            throw UnusableSetting("\"\(text.lowercased())\" is not a level.")
        }
        return level
    }
    let platformKey = Setting(
        "PLATFORM_KEY",
        "at least 32 characters under which all is made that the platform signs and seals; empty for platform.key under --data",
        isSecret: true
    ) { text -> Secret? in
        guard !text.isEmpty else { return nil }
        guard text.utf8.count >= PlatformKey.shortest else {
            throw UnusableSetting("it has fewer than \(PlatformKey.shortest) characters.")
        }
        return Secret(text)
    }

    @Sendable private static func nameServer(_ text: String) throws -> DNSResolver.Server? {
        guard !text.isEmpty else { return nil }
        // An address of version 6 has colons of its own.
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return DNSResolver.Server(host: text) }
        guard let port = Int(parts[1]), (1...65_535).contains(port), !parts[0].isEmpty else {
            throw UnusableSetting("\"\(text)\" is not host or host:port.")
        }
        return DNSResolver.Server(host: String(parts[0]), port: port)
    }
}

/// How businesses come.
struct RegistrationSettings: SettingGroup {
    let trialDays = Setting.days("TRIAL_PERIOD_DAYS", standard: 14, "days a new business may try the platform")
    let verificationDays = Setting.days(
        "ADDRESS_VERIFICATION_DAYS", standard: 7, from: 1,
        "days in which the owner of a new business proves the address of mail; after them the business is deleted")
}
