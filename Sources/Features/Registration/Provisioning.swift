import Conversation
import Core
import Foundation
import Storage

/// Carries out a registration in three transactions, each of which does its part once however often it is tried: the process may
/// end between any two of them.
///
/// 1. `begin`: the business's record, closed to everybody, and its name.
/// 2. `furnish`: its own database, with what the form holds.
/// 3. `open`: its keys, its letters, and the door.
///
/// A step of an outside system goes between them: `erpnextCompany` belongs before `furnish`, with the business's identifier as its
/// idempotency key.
struct Provisioning: Sendable {
    let store: Store
    let identifiers: IdentifierSource
    let keys: FirstKeys
    /// Whether the platform can write to people.
    let sendsMail: Bool
    let terms: RegistrationTerms
    let billing: BillingTerms
    let clock: @Sendable () -> Date

    /// Records the business and gives it its name, or does nothing where that was done.
    ///
    /// - Parameter business: what the form says, as it is recorded.
    /// - Throws: `Problem` when the name was lost to somebody else; the form can be changed then.
    func begin(_ record: RegistrationRecord, as business: NewBusiness, named subdomain: Subdomain) async throws {
        let (now, seed) = (clock(), FirstKeys.newSeed(from: identifiers))
        do {
            try await store.platform.write(.confirmed) { transaction in
                var record = record
                if let stored = try transaction.registration(record.id) {
                    guard stored.state == .draft else { return }
                    record = stored
                    record.begin(keySeed: seed, at: now)
                    try transaction.update(record, at: now)
                } else {
                    record.begin(keySeed: seed, at: now)
                    try transaction.insert(record, at: now)
                }
                try transaction.claim(subdomain, for: record.id, at: now)
                try transaction.insertClosed(business)
                let steps = [
                    ProvisioningStep(.record, .done), ProvisioningStep(.subdomain, .done),
                    ProvisioningStep(.erpnextCompany, .skipped, detail: "ERPNext is not configured; this platform keeps the records."),
                ]
                for step in steps { try transaction.record(step, of: record.id, at: now) }
            }
        } catch let taken as SubdomainTaken {
            throw taken.problem(subdomain.label)
        } catch StorageError.uniqueViolation(let key) where key.hasPrefix("business.subdomain") || key.hasPrefix("subdomain_claim") {
            throw SubdomainTaken.taken.problem(subdomain.label)
        }
    }

    /// Makes the business's own database and writes into it what the form holds.
    func furnish(_ record: RegistrationRecord) async throws {
        let tenant = try await store.admission.admit(registration: record.id)
        let business = try record.form.validated()
        let (now, form, identifiers) = (clock(), record.form, identifiers)
        try await tenant.write(.confirmed) { transaction in
            guard try !transaction.hasProfile() else { return }
            var profile = BusinessProfile(
                name: business.name, kind: business.kind, timeZone: business.timeZone, currency: business.currency, phone: business.phone)
            if let voice = form.voice { profile.voiceConfiguration = voice }
            try transaction.save(profile)
            if let hours = form.hours { try transaction.save(hours) }
            func save<Resource: OwnedResource>(_ documents: [Resource.Document]?, as _: Resource.Type) throws {
                for document in documents ?? [] {
                    let id = Resource.identifierPrefix + "_" + identifiers.uuid(at: now)
                    _ = try Resource.save(document, id: id, at: now, in: transaction)
                }
            }
            try save(form.menu, as: MenuItems.self)
            try save(form.services, as: Services.self)
            try save(form.supportCategories, as: SupportCategories.self)
        }
    }

    /// Issues the keys, queues the letters and lets people in, or does nothing where that was done.
    func open(_ id: Business.ID) async throws {
        let (now, keys, sendsMail, terms, billing, identifiers) = (clock(), keys, sendsMail, terms, billing, identifiers)
        try await store.platform.write(.confirmed) { transaction in
            guard var record = try transaction.registration(id), record.state == .provisioning, let seed = record.keySeed else { return }
            for (kind, label) in [(APIKey.Kind.secret, "first key"), (.publishable, "web pages")] {
                let drawn = keys.identifiers(for: kind, of: id, seed: seed)
                _ = try transaction.issueAPIKey(kind, for: id, label: label, identifiers: drawn, at: now)
            }
            let asksForProof = sendsMail && record.form.isVouchedFor != true
            if !asksForProof { try transaction.makeFirstOwner(of: id, as: record.form, identifiers: identifiers, at: now) }
            try transaction.execute(
                "UPDATE business SET active = 1, verification_asked_at = \(asksForProof ? now : nil) WHERE business_id = \(id)")
            try transaction.beginSubscription(of: id, terms: billing, at: now)
            record.finish(at: now)
            if asksForProof { try transaction.askForProof(&record, at: now) }
            for name in [ProvisioningStep.Name.namespace, .voiceConfiguration, .apiKeys] {
                try transaction.record(ProvisioningStep(name, .done), of: id, at: now)
            }
            try transaction.record(Self.welcomeMail(sendsMail: sendsMail, asksForProof: asksForProof), of: id, at: now)
            _ = record.lookAfter(asked: asksForProof ? now : nil, isVerified: false, isPaid: false, terms: terms, at: now)
            try transaction.update(record, at: now)
        }
    }

    private static func welcomeMail(sendsMail: Bool, asksForProof: Bool) -> ProvisioningStep {
        switch (sendsMail, asksForProof) {
        case (false, _): ProvisioningStep(.welcomeMail, .skipped, detail: "Mail is not configured; the keys are in the answer.")
        case (true, false): ProvisioningStep(.welcomeMail, .skipped, detail: "An operator made this business and tells its owner.")
        case (true, true): ProvisioningStep(.welcomeMail, .waiting, detail: "It is sent once the owner has proven the address of mail.")
        }
    }

    /// Undoes a registration whose business was never open: nobody knows of it, so nothing of it is left and its name is free. Safe to
    /// repeat; what is interrupted goes on by itself.
    ///
    /// - Parameter reason: a sentence for the operator.
    func takeBack(_ id: Business.ID, because reason: String) async throws {
        let now = clock()
        let isLeaving = try await store.platform.write(.confirmed) { transaction in
            guard var record = try transaction.registration(id) else { return false }
            guard [.provisioning, .quarantined].contains(record.state) else { return record.state == .leaving }
            record.leave(because: reason, at: now)
            try transaction.update(record, at: now)
            return true
        }
        guard isLeaving else { return }
        try await store.admission.discard(registration: id)
        try await store.platform.write(.confirmed) { transaction in
            guard var record = try transaction.registration(id), record.state == .leaving else { return }
            try transaction.releaseSubdomain(of: id)
            try transaction.execute("DELETE FROM provisioning_step WHERE business_id = \(id)")
            try transaction.execute("DELETE FROM business WHERE business_id = \(id)")
            record.beGone(at: now)
            try transaction.update(record, at: now)
        }
    }

    /// Lets a business go that was open, and whose address was not proven: it is deleted like any other, by `BusinessDeletion`.
    func letGo(_ id: Business.ID, because reason: String) async throws {
        let now = clock()
        try await store.platform.write(.confirmed) { transaction in
            guard var record = try transaction.registration(id), record.state == .complete,
                try !transaction.verification(of: id).isSettled, try !transaction.isPaid(by: id)
            else { return }
            try transaction.beginDeparture(of: id, by: "registration", reason: reason, at: now)
            record.beGone(because: reason, at: now)
            try transaction.update(record, at: now)
        }
    }
}

extension PlatformTransaction {
    /// Makes the registered address the owner of a business whose address nobody asks to prove. An account that is somebody's already
    /// becomes an owner only where the operator vouches for it: else a stranger could see its name by registering with its address. A
    /// demo business has no owner, for its address is invented.
    fileprivate func makeFirstOwner(
        of business: Business.ID, as form: RegistrationForm, identifiers: IdentifierSource, at now: Date
    ) throws {
        guard form.isDemo != true, let text: String = try row("SELECT email FROM business WHERE business_id = \(business)")?.get("email"),
            let address = EmailAddress(text)
        else { return }
        guard try form.isVouchedFor == true || account(at: address) == nil else { return }
        try makeOwner(of: business, email: text, identifiers: identifiers, at: now)
    }

    /// Whether the business pays: by a card that the payment company has checked, or with an invoice that was paid.
    func isPaid(by business: Business.ID) throws -> Bool {
        try row(
            """
            SELECT business_id FROM subscription
            WHERE business_id = \(business) AND collection = 'stripe' AND status IN ('trialing', 'active', 'paused')
            UNION ALL SELECT business_id FROM payment WHERE business_id = \(business) LIMIT 1
            """) != nil
    }
}

extension TenantTransaction {
    fileprivate func hasProfile() throws -> Bool {
        try setting(.profile, as: BusinessProfile.self) != nil
    }
}
