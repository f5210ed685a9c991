import Core
import Foundation
import Storage
import Testing
import Vendors

@testable import Features

@Suite struct LetterQueueTests {
    private let ada = LetterRecipient(address: "ada@roma.example", name: "Ada")

    @Test func `an occasion is written of once, however often it is queued`() async throws {
        let platform = try await TestPlatform()
        let now = platform.clock.now
        try await platform.store.platform.write { [ada] transaction in
            for _ in 0..<3 { try transaction.enqueue(.passwordChanged, to: ada, occasion: "password-changed 1", of: nil, at: now) }
        }
        let letters = try await platform.store.platform.read { try $0.letters(nil, limit: 10) }
        #expect(letters.map(\.key) == ["password-changed 1"])
        #expect(letters.first?.recipient == ada)
        #expect(letters.first?.letter == .passwordChanged)
    }

    @Test func `a letter goes with the transaction it was queued in`() async throws {
        struct Interrupted: Error {}
        let platform = try await TestPlatform()
        let now = platform.clock.now
        await #expect(throws: Interrupted.self) {
            try await platform.store.platform.write { [ada] transaction in
                try transaction.enqueue(.passwordChanged, to: ada, occasion: "password-changed 1", of: nil, at: now)
                throw Interrupted()
            }
        }
        #expect(try await platform.store.platform.read { try $0.letters(nil, limit: 10) }.isEmpty)
    }

    @Test func `what one process has claimed another leaves alone, until it may have died`() async throws {
        let platform = try await TestPlatform()
        let now = platform.clock.now
        let claimed = try await platform.store.platform.write { [ada] transaction in
            try transaction.enqueue(.passwordChanged, to: ada, occasion: "a", of: nil, at: now)
            return try [0.0, 59, 60].map { seconds in
                try transaction.claimLetters(at: now.addingTimeInterval(seconds), until: now.addingTimeInterval(60), limit: 9).count
            }
        }
        #expect(claimed == [1, 0, 1])
    }

    @Test func `a letter that this version cannot read holds up no other`() async throws {
        let platform = try await TestPlatform()
        let now = platform.clock.now
        let claimed = try await platform.store.platform.write { [ada] transaction in
            try transaction.enqueue(.passwordChanged, to: ada, occasion: "a", of: nil, at: now)
            try transaction.enqueue(.passwordChanged, to: ada, occasion: "b", of: nil, at: now)
            try transaction.execute("UPDATE letter SET content = '{\"birthday\":{}}' WHERE key = 'a'")
            return try transaction.claimLetters(at: now, until: now, limit: 9).map(\.key)
        }
        #expect(claimed == ["b"])
        #expect(try await platform.store.platform.read { try $0.countLetters(.failed) } == 1)
    }
}

@Suite struct LetterScheduleTests {
    private let now = Date(timeIntervalSince1970: 1_795_273_200)

    private func letter(attempts: Int = 0) -> QueuedLetter {
        QueuedLetter(
            key: "a", business: nil, recipient: LetterRecipient(address: "ada@roma.example"), letter: .passwordChanged, state: .pending,
            attempts: attempts, dueAt: now, lastError: nil, createdAt: now)
    }

    @Test(arguments: [(0, 60.0), (1, 300), (6, 86_400)])
    func `each failure waits longer than the one before`(_ attempts: Int, _ seconds: Double) {
        for failure in [MailFailure.notNow(reason: "later"), .unknown(reason: "gone")] {
            let after = letter(attempts: attempts).after(.failed(failure), at: now, jitter: 0)
            #expect(after.state == .pending)
            #expect(after.dueAt == now.addingTimeInterval(seconds))
        }
        #expect(letter().after(.failed(.notNow(reason: "")), at: now, jitter: 1).dueAt == now.addingTimeInterval(66))
    }

    @Test func `it ends after the last attempt, and at once when the recipient or the letter is refused`() {
        #expect(letter(attempts: 7).after(.failed(.notNow(reason: "later")), at: now, jitter: 0).state == .failed)
        #expect(letter().after(.failed(.recipientRefused(reason: "550")), at: now, jitter: 0).state == .failed)
        #expect(letter().after(.failed(.messageRefused(reason: "554")), at: now, jitter: 0).state == .failed)
    }

    @Test func `no letter is given up because we are not let in`() {
        var waiting = letter()
        for _ in 0..<100 { waiting = waiting.after(.failed(.notLetIn(reason: "535")), at: now, jitter: 0) }
        #expect(waiting.state == .pending)
        #expect(waiting.attempts == 0)
        #expect(waiting.lastError == "535")
    }
}

@Suite struct LetterDeliveryTests {
    private func queue(_ letters: Letter..., to address: String = "ada@roma.example", on platform: TestPlatform) async throws {
        let now = platform.clock.now
        try await platform.store.platform.write { transaction in
            for letter in letters {
                try transaction.enqueue(letter, to: LetterRecipient(address: address), occasion: letter.name, of: nil, at: now)
            }
        }
    }

    private func states(on platform: TestPlatform) async throws -> [String: QueuedLetter.State] {
        let letters = try await platform.store.platform.read { try $0.letters(nil, limit: 100) }
        return Dictionary(uniqueKeysWithValues: letters.map { ($0.key, $0.state) })
    }

    @Test func `a letter is sent once, and a repeat is known by its Message-ID`() async throws {
        let platform = try await TestPlatform()
        try await queue(.passwordChanged, on: platform)
        let received = Received()
        let delivery = platform.letters(mailer: received.mailer(answering: [503, 202]))
        try await delivery.deliver()
        #expect(try await states(on: platform) == ["password-changed": .pending])
        platform.clock.advance(by: 60)
        try await delivery.deliver()
        try await delivery.deliver()
        #expect(try await states(on: platform) == ["password-changed": .sent])
        #expect(received.requests.count == 2)
        #expect(Set(received.requests.map(\.body)).count == 1, "a repeat is the same to the byte")
    }

    @Test func `a letter about an invoice or a credit note carries it as PDF, and goes without it where it cannot be set`() async throws {
        let platform = try await TestPlatform()
        let stage = BillingStage(on: platform, of: try await platform.trattoria())
        _ = try await stage.billing.follow(.subscribe(to: .starter), in: stage.tenant, by: BillingStage.owner)
        await stage.wait(until: "2026-12-05T00:00:00Z")
        _ = try await stage.billing.credit(.init("INV-000001"), amount: 100, reason: "A day", by: BillingStage.operatorAtWork)
        let documents = BillingDocuments(platform: platform.store.platform, issuer: .init(name: "Voice"), clock: { Date() })
        let received = Received()
        try await platform.letters(
            mailer: received.mailer(answering: Array(repeating: 202, count: 9)), attachment: { try await documents.attachment(to: $0) }
        ).deliver()
        let names = received.bodies.compactMap { body -> String? in
            guard case .object(let fields) = body, case .array(let attachments) = fields["attachments"] else { return nil }
            guard case .object(let first) = attachments.first, case .string(let name) = first["filename"],
                case .string(let content) = first["content"]
            else { return nil }
            #expect(Data(base64Encoded: content)?.starts(with: Data("%PDF-".utf8)) == true)
            return name
        }
        #expect(names.sorted() == ["CN-000001.pdf", "INV-000001.pdf"])

        try await stage.pay("INV-000001")
        struct Broken: Error {}
        let before = received.requests.count
        try await platform.letters(mailer: received.mailer(answering: [202, 202]), attachment: { _ in throw Broken() }).deliver()
        #expect(received.requests.count == before + 1)
    }

    @Test func `an address that a server refuses gets no more mail`() async throws {
        let platform = try await TestPlatform()
        let now = platform.clock.now
        try await platform.store.platform.write {
            try $0.suppress("Ada@roma.example", topic: nil, as: .refused, detail: "550", at: now)
        }
        try await queue(.passwordChanged, on: platform)
        let received = Received()
        try await platform.letters(mailer: received.mailer(answering: [202])).deliver()
        #expect(received.requests.isEmpty)
        let letter = try await platform.store.platform.read { try $0.letter("password-changed") }
        #expect(letter?.state == .failed)
        #expect(letter?.lastError == "The address takes no mail.")
    }

    @Test func `who wants no notices gets everything else`() async throws {
        let platform = try await TestPlatform()
        let usage = Letter.usageReached(business: "Roma", percent: 80, used: 80, included: 100)
        try await queue(usage, .passwordChanged, on: platform)
        let tokens = LinkTokens(platformKey: TestPlatform.key)
        let unsubscriptions = Unsubscriptions(store: platform.store, tokens: tokens, clock: { platform.clock.now })
        let wish = Unsubscription(address: "ADA@roma.example", topic: .usage)
        try await unsubscriptions.end(tokens.token(for: .unsubscription, wish.identifier))
        let received = Received()
        try await platform.letters(mailer: received.mailer(answering: [202, 202])).deliver()
        #expect(try await states(on: platform) == ["usage-reached": .failed, "password-changed": .sent])
        #expect(received.requests.count == 1)
    }

    @Test func `without a mail server letters are withheld, until an operator lets them go`() async throws {
        let platform = try await TestPlatform()
        try await queue(.passwordChanged, on: platform)
        try await platform.letters(mailer: nil).deliver()
        #expect(try await states(on: platform) == ["password-changed": .withheld])
        let now = platform.clock.now
        #expect(try await platform.store.platform.write { try $0.releaseLetters(.withheld, at: now) } == 1)
        let received = Received()
        try await platform.letters(mailer: received.mailer(answering: [202])).deliver()
        #expect(try await states(on: platform) == ["password-changed": .sent])
    }
}

@Suite struct LinkTokensTests {
    private let tokens = LinkTokens(platformKey: TestPlatform.key)

    @Test func `a token gives back what it was made from, for its purpose alone`() {
        let token = tokens.token(for: .invitation, "inv_1.2")
        #expect(tokens.identifier(in: token, for: .invitation) == "inv_1.2")
        #expect(tokens.identifier(in: token, for: .passwordReset) == nil)
        #expect(LinkTokens(platformKey: Secret("another key that is long enough too")).identifier(in: token, for: .invitation) == nil)
    }

    @Test(arguments: ["", ".", "inv_1", "inv_1.", "inv_1.AAAA", "inv_1.!!"])
    func `what was not made here is nothing`(_ text: String) {
        #expect(tokens.identifier(in: Secret(text), for: .invitation) == nil)
    }

    @Test func `a changed identifier is not believed`() {
        let token = tokens.token(for: .invitation, "inv_1").reveal()
        #expect(tokens.identifier(in: Secret(token.replacing("inv_1", with: "inv_2")), for: .invitation) == nil)
    }

    @Test func `a wish to get no more says of what and whose`() throws {
        let business = Business.ID("0198c0de-0000-7000-8000-000000000001")
        for topic in [Unsubscription.Topic.usage, .notices, .reminders(of: business)] {
            let wish = Unsubscription(address: "Ada@Roma.example", topic: topic)
            #expect(Unsubscription(identifier: wish.identifier) == wish)
            #expect(wish.identifier.utf8.allSatisfy { $0 < 0x80 && $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "+") })
        }
        #expect(Unsubscription(identifier: "bm90aGluZw") == nil)
    }
}

@Suite struct LetterWordsTests {
    static let when = Date(timeIntervalSince1970: 1_798_761_600)
    static let all: [Letter] = [
        .addressVerification(business: "Röma & <Söhne>", verification: "ver_1"), .welcome(business: "Roma", subdomain: "roma"),
        .invitation(business: "Roma", invitedBy: "Ada\r\nBcc: all@example.com", role: "staff", invitation: "inv_1"),
        .passwordReset(reset: "res_1"), .passwordChanged, .secondFactorChanged(isOn: true), .secondFactorChanged(isOn: false),
        .trialEnding(business: "Roma", endsAt: when), .trialEnded(business: "Roma"),
        .usageReached(business: "Roma", percent: 80, used: 80, included: 100),
        .usageReached(business: "Roma", percent: 120, used: 120, included: 100),
        .planChanged(business: "Roma", plan: "Professional", from: when), .subscriptionEnding(business: "Roma", endsAt: when),
        .invoiceIssued(business: "Roma", number: "INV-1", total: Money(minorUnits: 29_900, currency: "USD"), dueAt: when),
        .invoicePaid(business: "Roma", number: "INV-1", total: Money(minorUnits: 29_900, currency: "USD")),
        .creditNoteIssued(business: "Roma", number: "CN-1", total: Money(minorUnits: 100, currency: "JPY")),
        .paymentFailed(business: "Roma", number: "INV-1", total: Money(minorUnits: 29_900, currency: "EUR"), nextAttemptAt: when),
        .paymentFailed(business: "Roma", number: "INV-1", total: Money(minorUnits: 29_900, currency: "EUR"), nextAttemptAt: nil),
        .paymentActionRequired(
            business: "Roma", number: "INV-1", total: Money(minorUnits: 29_900, currency: "EUR"), url: "https://invoice.stripe.example/in_1"
        ),
        .pastDue(business: "Roma", readOnlyAt: when), .readOnly(business: "Roma", suspendedAt: when),
        .subscriptionEnded(business: "Roma", suspendedAt: when),
        .suspended(business: "Roma", deletedAt: when), .resumed(business: "Roma"), .deleted(business: "Roma"),
        .webhookFailing(business: "Roma", address: "https://roma.example/hook"),
        .domainVerified(business: "Roma", domain: "calls.roma.example"),
    ]

    @Test(arguments: all)
    func `every letter can be sent, as text and as HTML, and nothing typed is markup`(_ letter: Letter) throws {
        let queued = QueuedLetter(
            key: letter.name, business: nil, recipient: LetterRecipient(address: "ada@roma.example", name: "Ada"), letter: letter,
            state: .pending, attempts: 0, dueAt: Self.when, lastError: nil, createdAt: Self.when)
        let message = try TestPlatform.writer.message(for: queued)
        #expect(!message.subject.isEmpty)
        #expect(message.subject.count <= 200)
        #expect(message.text.split(separator: "\n").allSatisfy { $0.count <= 160 })
        #expect(!message.html.contains("<Söhne>"))
        #expect((message.unsubscribeURL != nil) == (letter.topic != nil))
        #expect(message.encoded().count < 20_000)
        // What can be clicked can also be copied.
        for link in message.html.matches(of: /href="([^"]+)"/) {
            #expect(message.text.contains(link.output.1.replacing("&amp;", with: "&").replacing("&#39;", with: "'")))
        }
    }

    /// `LETTERS=/tmp/letters swift test --filter LetterWordsTests` writes them all there, to be looked at in a browser.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["LETTERS"] != nil)) func `every letter can be looked at`() throws {
        let folder = URL(filePath: try #require(ProcessInfo.processInfo.environment["LETTERS"]), directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (index, letter) in Self.all.enumerated() {
            let message = try TestPlatform.writer.message(
                for: QueuedLetter(
                    key: letter.name, business: nil, recipient: LetterRecipient(address: "ada@roma.example", name: "Ada"), letter: letter,
                    state: .pending, attempts: 0, dueAt: Self.when, lastError: nil, createdAt: Self.when))
            let name = "\(index + 10)-\(letter.name)"
            try Data(message.html.utf8).write(to: folder.appending(path: "\(name).html"))
            try Data(message.text.utf8).write(to: folder.appending(path: "\(name).txt"))
        }
    }

    @Test(arguments: [("#1f4e79", true), ("#ffffff", false), ("#ffd400", false), ("red", false), ("#12345", false), ("#b00020", true)])
    func `white writing can be read on a brand's colour, or another is taken`(_ colour: String, _ isKept: Bool) {
        #expect(LetterBrand(name: "Roma", colour: colour).colour == (isKept ? colour : LetterBrand.standardColour))
    }
}
