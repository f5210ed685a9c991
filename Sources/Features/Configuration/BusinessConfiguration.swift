import Conversation
import Core
import Foundation
import Storage

/// All that an owner configures, as one document: what calls, pages and widgets of the business follow.
public struct BusinessConfiguration: Sendable, Hashable, Codable {
    public var voice: VoiceConfiguration
    public var hours: HoursDocument
    public var branding: Branding
    public var menu: [MenuItemDocument]
    public var services: [ServiceDocument]
    public var supportCategories: [SupportCategoryDocument]
}

/// Some parts of a configuration: what is not there stays as it is.
public struct ConfigurationParts: Sendable, Hashable, Codable {
    public var voice: VoiceConfiguration?
    public var hours: HoursDocument?
    public var branding: Branding?
    /// All items: those that are not in it are removed. One without an identifier is the one of its name.
    public var menu: [MenuItemDocument]?
    public var services: [ServiceDocument]?
    public var supportCategories: [SupportCategoryDocument]?

    public init() {}

    /// All of them.
    init(_ configuration: BusinessConfiguration) {
        (voice, hours, branding) = (configuration.voice, configuration.hours, configuration.branding)
        (menu, services, supportCategories) = (configuration.menu, configuration.services, configuration.supportCategories)
    }

    var isEmpty: Bool { self == ConfigurationParts() }

    /// The configuration that these parts lead to.
    func applied(to configuration: BusinessConfiguration) -> BusinessConfiguration {
        BusinessConfiguration(
            voice: voice ?? configuration.voice, hours: hours ?? configuration.hours, branding: branding ?? configuration.branding,
            menu: menu ?? configuration.menu, services: services ?? configuration.services,
            supportCategories: supportCategories ?? configuration.supportCategories)
    }
}

extension TenantTransaction {
    /// More of one kind than a business has.
    private static var most: Int { 10_000 }

    /// The configuration in force.
    func configuration() throws -> BusinessConfiguration {
        let profile = try profile()
        return BusinessConfiguration(
            voice: profile.voiceConfiguration, hours: HoursDocument(try openingHours()), branding: profile.branding ?? Branding(),
            menu: try MenuItems.page(after: "", limit: Self.most, in: self),
            services: try Services.page(after: "", limit: Self.most, in: self),
            supportCategories: try SupportCategories.page(after: "", limit: Self.most, in: self))
    }

    /// Puts parts of a configuration in force.
    ///
    /// - Parameter isFormer: whether they were in force before: what was removed since comes back as what it was.
    /// - Throws: `Problem` with everything that is wrong in the first part that is; the transaction must be undone then.
    func apply(_ parts: ConfigurationParts, isFormer: Bool = false, identifiers: IdentifierSource, at now: Date) throws {
        var profile = try profile()
        var violations = (parts.voice?.violations(in: profile.region) ?? []).map { $0.within("#/voice") }
        violations += (parts.hours?.violations() ?? []).map { $0.within("#/hours") }
        violations += (parts.branding?.violations() ?? []).map { $0.within("#/branding") }
        guard violations.isEmpty else { throw Problem.invalid(violations) }
        if let voice = parts.voice { profile.voiceConfiguration = voice }
        if let branding = parts.branding { profile.branding = branding }
        if parts.voice != nil || parts.branding != nil { try save(profile) }
        if let hours = parts.hours { try save(hours) }
        let list = ResourceList(transaction: self, identifiers: identifiers, now: now, keepsIdentifiers: isFormer)
        if let menu = parts.menu { try list.replace(with: menu, of: MenuItems.self, at: "#/menu", removesOthers: true) }
        if let services = parts.services { try list.replace(with: services, of: Services.self, at: "#/services", removesOthers: true) }
        if let categories = parts.supportCategories {
            try list.replace(with: categories, of: SupportCategories.self, at: "#/supportCategories", removesOthers: true)
        }
    }
}

/// What has a name, and the identifier under which it is known.
protocol NamedDocument {
    var id: String? { get }
    var name: String { get }
}

extension MenuItemDocument: NamedDocument {}
extension ServiceDocument: NamedDocument {}
extension SupportCategoryDocument: NamedDocument {}

/// Brings all things of one kind to what a list says.
struct ResourceList {
    let transaction: TenantTransaction
    let identifiers: IdentifierSource
    let now: Date
    /// Whether a thing that is not there any more comes back under the identifier it has in the list.
    var keepsIdentifiers = false

    private static let most = 10_000

    /// Things keep their identifiers: an item of the same identifier, or else of the same name, is changed and not replaced.
    ///
    /// - Parameters:
    ///   - pointer: where the list stands in what was sent.
    ///   - removesOthers: whether what is not in the list goes.
    /// - Throws: `Problem` that names the entry that is wrong.
    func replace<Resource: OwnedResource>(
        with documents: [Resource.Document], of _: Resource.Type, at pointer: String, removesOthers: Bool
    ) throws where Resource.Document: NamedDocument {
        guard documents.count <= Self.most else { throw Problem.invalid(pointer, "There are at most \(Self.most) of these.") }
        let present = try Resource.page(after: "", limit: Self.most + 1, in: transaction)
        let identifiersPresent = Set(present.compactMap(\.id))
        let byName = Dictionary(present.map { (Self.key($0.name), $0.id) }, uniquingKeysWith: { first, _ in first })
        let wanted = documents.map { document -> String in
            if let id = document.id, identifiersPresent.contains(id) { return id }
            if let id = byName[Self.key(document.name)] ?? nil { return id }
            return (keepsIdentifiers ? document.id : nil) ?? Resource.identifierPrefix + "_" + identifiers.uuid(at: now)
        }
        var names: Set<String> = []
        if let twice = documents.firstIndex(where: { !names.insert(Self.key($0.name)).inserted }) {
            throw Problem.invalid(
                "\(pointer)/\(twice)/name", "There is another \(Resource.noun) named \"\(documents[twice].name)\" in the list.")
        }
        if removesOthers {
            for id in identifiersPresent.subtracting(wanted) { _ = try Resource.remove(id, in: transaction) }
        }
        // Two things that swap their names would meet half-way.
        let unchanged = Dictionary(present.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        let order = documents.indices.sorted { left, _ in unchanged[wanted[left]] == documents[left].name }
        for index in order {
            do {
                _ = try transaction.attempt { try Resource.save(documents[index], id: wanted[index], at: now, in: transaction) }
            } catch let problem as Problem {
                throw Problem.invalid(problem.violations.map { $0.within("\(pointer)/\(index)") })
            } catch StorageError.uniqueViolation {
                throw Problem.conflict("Another \(Resource.noun) is named \"\(documents[index].name)\"; rename that one first.")
            }
        }
    }

    private static func key(_ name: String) -> String {
        name.trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
    }
}
