import Features
import Hummingbird
import Storage

extension VoiceServer {
    /// What a business is called, and what it configures as a whole: drafts and versions, the menu from a file.
    static func addConfigurationRoutes(_ parts: Parts, to routes: inout Routes, on owners: some RouterMethods<TenantRequestContext>) {
        DocumentController.profile(ProfileEditor(platform: parts.store.platform)).addRoutes(to: &routes, on: owners, clock: parts.clock)
        ConfigurationController(configurations: Configurations(identifiers: parts.identifiers, clock: parts.clock))
            .addRoutes(to: &routes, on: owners)
        MenuImportController(menus: MenuImport(identifiers: parts.identifiers, clock: parts.clock)).addRoutes(to: &routes, on: owners)
    }
}

extension DocumentController<ProfileDocument> {
    static func profile(_ editor: ProfileEditor) -> Self {
        Self(
            path: "profile", noun: "what the business is called and where it is",
            details: "The time zone is an IANA name. Appointments that are booked stay at their instants.", schema: .profile,
            read: ProfileEditor.profile(of:), replace: editor.replace(with:in:))
    }
}
