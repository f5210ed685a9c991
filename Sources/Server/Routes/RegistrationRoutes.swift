import Features
import Hummingbird

extension VoiceServer {
    /// How businesses come, and under which names they are found.
    static func addRegistrationRoutes(
        to routes: inout Routes, parts: Parts, addresses: Addresses, anybody: some RouterMethods<AppRequestContext>,
        registrants: some RouterMethods<AppRequestContext>, owners: some RouterMethods<TenantRequestContext>
    ) {
        let registration = parts.registration
        RegistrationController(registration: registration, addresses: addresses).addRoutes(to: &routes, on: registrants)
        let form = RegistrationFormController(desk: registration.desk, addresses: addresses)
        form.addRoutes(to: &routes, on: registrants)
        form.addHolderRoutes(to: &routes, on: anybody)
        PlansController(billing: parts.billing).addRoutes(to: &routes, on: anybody)
        SubdomainController(subdomains: registration.subdomains).addRoutes(to: &routes, on: anybody)
        let addressVerification = AddressVerificationController(verification: registration.addressVerification, addresses: addresses)
        addressVerification.addRoutes(to: &routes, on: anybody)
        addressVerification.addOwnerRoutes(to: &routes, on: owners)
        DomainsController(domains: parts.domains, addresses: addresses).addRoutes(to: &routes, on: owners)
    }
}
