import Features
import Hummingbird

extension VoiceServer {
    /// What a business configures as a whole: drafts and versions, the menu from a file.
    static func addConfigurationRoutes(_ parts: Parts, to routes: inout Routes, on owners: some RouterMethods<TenantRequestContext>) {
        ConfigurationController(configurations: Configurations(identifiers: parts.identifiers, clock: parts.clock))
            .addRoutes(to: &routes, on: owners)
        MenuImportController(menus: MenuImport(identifiers: parts.identifiers, clock: parts.clock)).addRoutes(to: &routes, on: owners)
    }
}
