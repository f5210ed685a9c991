import Core
import Foundation
import Storage
import Testing

@testable import Features

@Suite struct AccountChangesTests {
    private static let links = LinkTokens(platformKey: Secret(String(repeating: "k", count: 32)))
    private static let newPassword = Secret("four wooden spoons")

    // MARK: Passwords

    @Test func `A forgotten password is replaced over the link of a letter, once, and every session ends`() async throws {
        let home = try await Household()
        let session = try await home.accounts.signIn.signIn(home.attempt())
        try await home.accounts.passwords.requestLink(to: " ADA@roma.example ", from: nil)
        let token = try await resetToken(home)
        let weak = await #expect(throws: Problem.self) { try await home.accounts.passwords.reset(with: token, to: Secret("ada")) }
        #expect(weak?.violations.map(\.pointer) == ["#/password"], "the link works on")
        try await home.accounts.passwords.reset(with: token, to: Self.newPassword)
        await #expect(throws: Problem.deadLink) { try await home.accounts.passwords.reset(with: token, to: Self.newPassword) }
        await #expect(throws: Admission.Refusal.unknownKey) { _ = try await home.platform.store.admission.person(session: session) }
        await #expect(throws: Problem.wrongCredentials) { _ = try await home.accounts.signIn.signIn(home.attempt()) }
        _ = try await home.accounts.signIn.signIn(home.attempt(Self.newPassword))
        #expect(try await home.letters().contains(.passwordChanged))
    }

    @Test func `A link to choose a password works for an hour, and is not made by a stranger`() async throws {
        let home = try await Household()
        try await home.accounts.passwords.requestLink(to: "ada@roma.example", from: nil)
        let token = try await resetToken(home)
        let identifier = try #require(Self.links.identifier(in: token, for: .passwordReset))
        let forged = LinkTokens(platformKey: Secret("another")).token(for: .passwordReset, identifier)
        let elsewhere = Self.links.token(for: .invitation, identifier)
        for wrong in [forged, elsewhere, Secret(""), Secret(identifier)] {
            await #expect(throws: Problem.deadLink) { try await home.accounts.passwords.reset(with: wrong, to: Self.newPassword) }
        }
        home.platform.clock.advance(by: 3600)
        await #expect(throws: Problem.deadLink) { try await home.accounts.passwords.reset(with: token, to: Self.newPassword) }
    }

    @Test func `Nobody is written to who has no account, and nobody more than three times an hour`() async throws {
        let home = try await Household()
        let before = try await home.letters().count
        try await home.accounts.passwords.requestLink(to: "nobody@roma.example", from: nil)
        #expect(try await home.letters().count == before)
        for _ in 1...9 { try await home.accounts.passwords.requestLink(to: "ada@roma.example", from: nil) }
        #expect(try await home.letters().count == before + 3)
    }

    @Test func `Who changes the password stays signed in, and nobody else does`() async throws {
        let home = try await Household()
        let (here, there) = (try await home.signIn(), try await home.signIn())
        let wrong = await #expect(throws: Problem.self) {
            try await home.accounts.passwords.change(from: Secret("wrong"), to: Self.newPassword, for: here)
        }
        #expect(wrong?.status == 422)
        try await home.accounts.passwords.change(from: Household.password, to: Self.newPassword, for: here)
        #expect(try await home.accounts.own.sessions(of: here).map(\.id) == [here.session.rawValue])
        #expect(there.session != here.session)
    }

    @Test func `Of two who change a password at once, one does`() async throws {
        let home = try await Household()
        let (here, there) = (try await home.signIn(), try await home.signIn())
        let chosen = [Secret("four wooden spoons"), Secret("five silver forks")]
        let done = await withTaskGroup { group in
            for (person, password) in zip([here, there], chosen) {
                group.addTask {
                    do {
                        try await home.accounts.passwords.change(from: Household.password, to: password, for: person)
                        return password as Secret?
                    } catch {
                        return nil
                    }
                }
            }
            return await group.reduce(into: [Secret]()) { if let password = $1 { $0.append(password) } }
        }
        let password = try #require(done.first)
        #expect(done.count == 1)
        _ = try await home.accounts.signIn.signIn(home.attempt(password))
    }

    // MARK: The second factor

    @Test func `With a second factor the password alone is not enough, and a code works once`() async throws {
        let home = try await Household()
        let (app, _) = try await enrol(home)
        await #expect(throws: Problem.secondFactorNeeded) { _ = try await home.signIn() }
        await #expect(throws: Problem.wrongCode) { _ = try await home.signIn(code: "000000") }
        home.platform.clock.advance(by: 60)
        let code = app.code(step: OneTimePassword.step(at: home.platform.clock.now))
        _ = try await home.signIn(code: code)
        await #expect(throws: Problem.wrongCode) { _ = try await home.signIn(code: code) }
        #expect(try await home.letters().contains(.secondFactorChanged(isOn: true)))
    }

    @Test func `Guessing codes is slowed down, though the password is right each time`() async throws {
        let home = try await Household()
        _ = try await enrol(home)
        for _ in 1...5 { await #expect(throws: Problem.wrongCode) { _ = try await home.signIn(code: "000000") } }
        let problem = await #expect(throws: Problem.self) { _ = try await home.signIn(code: "000000") }
        #expect(problem?.status == 429)
    }

    @Test func `Each recovery code opens once, and new ones make the old ones void`() async throws {
        let home = try await Household()
        let (_, codes) = try await enrol(home)
        #expect(Set(codes).count == 10)
        _ = try await home.signIn(code: codes[0].reveal().lowercased())
        await #expect(throws: Problem.wrongCode) { _ = try await home.signIn(code: codes[0].reveal()) }
        let renewed = try await home.accounts.secondFactors.renewRecoveryCodes(of: home.ada)
        await #expect(throws: Problem.wrongCode) { _ = try await home.signIn(code: codes[1].reveal()) }
        _ = try await home.signIn(code: renewed[1].reveal())
    }

    @Test func `A secret that was never confirmed is not asked for, and a removed one neither`() async throws {
        let home = try await Household()
        let person = try await home.signIn()
        _ = try await home.accounts.secondFactors.begin(for: person, issuer: "voice.example")
        _ = try await home.signIn()
        let (_, codes) = try await enrol(home)
        let signedIn = try await home.signIn(code: codes[0].reveal())
        try await home.accounts.secondFactors.remove(from: home.ada, by: signedIn.actor)
        _ = try await home.signIn()
    }

    @Test func `Neither passwords nor secrets nor codes stand in the database`() async throws {
        let home = try await Household()
        let (app, codes) = try await enrol(home)
        let rows = try await home.platform.store.platform.read { transaction in
            try ["SELECT * FROM account", "SELECT * FROM recovery_code"].flatMap { (query: SQL) in try transaction.rows(query) }
        }
        let stored = "\(rows)"
        for secret in codes + [Household.password, Secret(Base32.text(app.secret))] { #expect(!stored.contains(secret.reveal())) }
    }

    // MARK: People

    @Test func `Who accepts an invitation belongs to the business, as what they were invited as`() async throws {
        let home = try await Household()
        let owner = try await home.signIn()
        _ = try await home.accounts.invitations.invite("Ben@roma.example", as: .staff, to: home.trattoria.id, by: owner.actor)
        let token = try await invitationToken(home)
        let offer = try await home.accounts.invitations.offer(in: token)
        #expect(offer.role == .staff && offer.businessName == "Roma" && !offer.hasPassword)
        _ = try await home.accounts.invitations.accept(token, name: "Ben", password: Self.newPassword)
        await #expect(throws: Problem.deadLink) { _ = try await home.accounts.invitations.accept(token, name: "Ben", password: nil) }
        let session = try await home.accounts.signIn.signIn(home.attempt(Self.newPassword, email: "ben@roma.example"))
        let admitted = try await home.platform.store.admission.admit(session: session, into: home.trattoria.id)
        #expect(admitted.authority == .member(.staff))
    }

    @Test func `An invitation changes nothing in an account that has a password`() async throws {
        let home = try await Household()
        let other = try await home.platform.trattoria("napoli")
        _ = try await home.accounts.invitations.invite(
            "ada@roma.example", as: .manager, to: other.id, by: Principal(.platform, id: "", name: "test"))
        let offer = try await home.accounts.invitations.accept(try await invitationToken(home), name: "Eve", password: Self.newPassword)
        #expect(offer.hasPassword)
        let person = try await home.signIn()
        #expect(person.name == "Ada")
    }

    @Test func `A withdrawn, renewed or old invitation opens nothing`() async throws {
        let home = try await Household()
        let owner = try await home.signIn()
        func invite() async throws -> (Invitations.Invitation, Secret) {
            let made = try await home.accounts.invitations.invite("ben@roma.example", as: .staff, to: home.trattoria.id, by: owner.actor)
            return (made, Self.links.token(for: .invitation, made.id.rawValue))
        }
        let (_, first) = try await invite()
        let (second, secondToken) = try await invite()
        await #expect(throws: Problem.deadLink) { _ = try await home.accounts.invitations.offer(in: first) }
        try await home.accounts.invitations.withdraw(second.id, from: home.trattoria.id, by: owner.actor)
        await #expect(throws: Problem.deadLink) { _ = try await home.accounts.invitations.offer(in: secondToken) }
        let (_, third) = try await invite()
        home.platform.clock.advance(by: 7 * 86_400)
        await #expect(throws: Problem.deadLink) { _ = try await home.accounts.invitations.offer(in: third) }
    }

    @Test func `A business keeps an owner, and each change of its people is written down`() async throws {
        let home = try await Household()
        let (business, owner) = (home.trattoria.id, try await home.signIn())
        for change in [Role.staff, .manager] {
            let problem = await #expect(throws: Problem.self) {
                _ = try await home.accounts.people.change(home.ada, to: change, in: business, by: owner.actor)
            }
            #expect(problem?.status == 409)
        }
        await #expect(throws: Problem.self) { try await home.accounts.people.remove(home.ada, from: business, by: owner.actor) }
        let now = home.platform.clock.now
        let ben = try await home.platform.store.platform.write {
            try $0.makeOwner(of: business, email: "ben@roma.example", name: "Ben", identifiers: .system, at: now)
        }
        home.platform.clock.advance(by: 1)
        _ = try await home.accounts.people.change(ben, to: .staff, in: business, by: owner.actor)
        home.platform.clock.advance(by: 1)
        try await home.accounts.people.remove(ben, from: business, by: owner.actor)
        #expect(try await home.accounts.people.members(of: business).map(\.name) == ["Ada"])
        let log = try await AuditLog(platform: home.platform.store.platform).page(after: nil, limit: 2, of: home.trattoria)
        #expect(log.data.map(\.action) == ["member.removed", "member.changed"])
        #expect(log.data[1].details == ["from": "owner", "to": "staff"] && log.data[1].actor.name == "Ada")
    }

    @Test func `The log of a business is one list, whichever database an act is written in`() async throws {
        let home = try await Household()
        let (business, ada, clock) = (home.trattoria.id, Principal(.account, id: "1", name: "Ada"), home.platform.clock)
        let log = AuditLog(platform: home.platform.store.platform)
        let before = try await log.page(after: nil, limit: 100, of: home.trattoria).data.count
        for number in 0..<6 {
            clock.advance(by: 1)
            let (entry, now) = (AuditEntry("thing.done", by: ada, to: "\(number)"), clock.now)
            if number.isMultiple(of: 2) {
                try await home.trattoria.write { try $0.audit(entry, at: now) }
            } else {
                try await home.platform.store.platform.write { try $0.audit(entry, of: business, at: now) }
            }
        }
        var (seen, cursor): ([String], String?) = ([], nil)
        repeat {
            let page = try await log.page(after: cursor, limit: 2, of: home.trattoria)
            seen += page.data.map(\.subject)
            cursor = page.nextCursor
        } while cursor != nil
        #expect(seen.prefix(6) == ["5", "4", "3", "2", "1", "0"] && seen.count == before + 6)
    }

    // MARK: What the tests share

    private func enrol(_ home: Household) async throws -> (app: OneTimePassword, recoveryCodes: [Secret]) {
        let person = try await home.signIn()
        let enrolment = try await home.accounts.secondFactors.begin(for: person, issuer: "voice.example")
        #expect(enrolment.address.reveal().hasPrefix("otpauth://totp/voice.example:ada@roma.example?secret="))
        let app = OneTimePassword(secret: try #require(Base32Text.bytes(enrolment.secret.reveal())))
        let code = app.code(step: OneTimePassword.step(at: home.platform.clock.now))
        return (app, try await home.accounts.secondFactors.confirm(code, for: person))
    }

    private func resetToken(_ home: Household) async throws -> Secret {
        let reset = try await home.letters().compactMap { if case .passwordReset(let reset) = $0 { reset } else { nil } }.last
        return Self.links.token(for: .passwordReset, try #require(reset))
    }

    private func invitationToken(_ home: Household) async throws -> Secret {
        let invitation = try await home.letters().compactMap {
            if case .invitation(_, _, _, let invitation) = $0 { invitation } else { nil }
        }.last
        return Self.links.token(for: .invitation, try #require(invitation))
    }
}

/// As an authenticator app reads a secret.
private enum Base32Text {
    static func bytes(_ text: String) -> [UInt8]? {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var (bytes, buffer, bits): ([UInt8], UInt32, Int) = ([], 0, 0)
        for character in text {
            guard let value = alphabet.firstIndex(of: character) else { return nil }
            buffer = buffer << 5 | UInt32(value)
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(buffer >> UInt32(bits) & 255))
            }
        }
        return bytes
    }
}
