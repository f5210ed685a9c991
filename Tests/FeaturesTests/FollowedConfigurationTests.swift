import Conversation
import Core
import Foundation
import Logging
import Storage
import Testing

@testable import Features

/// A running call follows the configuration that it began with; what can be had, and who is served, it learns at once.
@Suite(.timeLimit(.minutes(5))) struct FollowedConfigurationTests {
    private static let dishes = "two lasagne and a panna cotta"
    private static let caller = "pickup, Ada Byron, 415 555 0199"

    @Test(arguments: EngineUnderTest.allCases)
    func `what was read back is what is charged, whatever is published meanwhile`(engine: EngineUnderTest) async throws {
        let platform = try await engine.platform()
        let tenant = try await platform.trattoria()
        let session = try await platform.begin(in: tenant)
        _ = try await session.say(Self.dishes)
        try await platform.publish(prices: ["Lasagne": 20, "Panna Cotta": 9], in: tenant)
        _ = try await TaxEditor.replace(with: TaxDocument(rate: 10, included: false), in: tenant)
        let readBack = try await session.say(Self.caller).replies.joined(separator: " ")
        #expect(readBack.contains("thirty-five twenty-five"))
        try await platform.publish(prices: ["Lasagne": 30, "Panna Cotta": 9], in: tenant)
        // The server dies, and another one goes on.
        _ = try await platform.otherProcess().session(session.id, in: tenant).say("yes")
        #expect(try await platform.orders(in: tenant).map(\.total.minorUnits) == [2 * 1450 + 625])

        let next = try await platform.begin(in: tenant)
        for words in [Self.dishes, Self.caller, "yes"] { _ = try await next.say(words) }
        #expect(try await platform.orders(in: tenant).first?.total.minorUnits == (2 * 3000 + 900) * 11 / 10)
    }

    @Test func `a call hears the menu of its beginning before and after one is gone back to`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let configurations = platform.configurations
        let session = try await platform.begin(in: tenant)
        try await platform.publish(prices: ["Lasagne": 20, "Tiramisu": 7], in: tenant)
        #expect(try await session.say("how much is the panna cotta?").replies.joined().contains("six twenty-five"))
        _ = try await configurations.restore(1, by: TestPlatform.nora, in: tenant)
        #expect(try await session.say("how much is the lasagne?").replies.joined().contains("fourteen fifty"))
        #expect(try await session.say("how much is the tiramisu?").replies.joined().contains("seven") == false)
    }

    @Test func `what the owner has taken off the menu is made for those who ordered it before`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let session = try await platform.begin(in: tenant)
        for words in [Self.dishes, Self.caller] { _ = try await session.say(words) }
        let lasagne = try await platform.item("Lasagne", in: tenant)
        try await platform.publish(prices: ["Panna Cotta": 7], in: tenant)
        _ = try await session.say("yes")
        #expect(try await platform.orders(in: tenant).first?.lines.map(\.item) == ["Lasagne", "Panna Cotta"])
        // Back on the menu it is the same dish, so that what is said of its stock holds in calls from before, too.
        _ = try await platform.configurations.restore(1, by: TestPlatform.nora, in: tenant)
        #expect(try await platform.item("Lasagne", in: tenant) == lasagne)
    }

    @Test(arguments: EngineUnderTest.allCases)
    func `what is sold out or switched off cannot be ordered in calls of any version`(engine: EngineUnderTest) async throws {
        let platform = try await engine.platform()
        let tenant = try await platform.trattoria()
        let session = try await platform.begin(in: tenant)
        _ = try await session.say("hello")
        try await platform.publish(prices: ["Lasagne": 20, "Panna Cotta": 9], in: tenant)
        let item = try await platform.item("Lasagne", in: tenant).rawValue
        _ = try await platform.office.change(stockOf: item, to: StockEdit(soldOut: true), by: TestPlatform.nora, in: tenant)
        #expect(try await session.say("a lasagne please").replies.joined().contains("sold out"))
        _ = try await platform.office.change(stockOf: item, to: StockEdit(soldOut: false), by: TestPlatform.nora, in: tenant)
        let editor = ResourceEditor<MenuItems>(identifiers: .system, clock: { [clock = platform.clock] in clock.now })
        let dessert = try await platform.item("Panna Cotta", in: tenant).rawValue
        var document = try await editor.find(dessert, in: tenant)
        document.available = false
        _ = try await editor.replace(dessert, with: document, in: tenant)
        #expect(try await session.say("a panna cotta please").replies.joined().contains("sold out"))
        for words in ["one lasagne", Self.caller, "yes"] { _ = try await session.say(words) }
        let order = try #require(try await platform.orders(in: tenant).first)
        #expect(order.lines.map(\.item) == ["Lasagne"] && order.total.minorUnits == 1450)
    }

    @Test func `a time is offered as the service was, and with nobody else in it`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.clinic()
        let session = try await platform.begin(in: tenant)
        _ = try await session.say("a consultation on Monday at nine please")
        let service = try await platform.service(in: tenant)
        let parts = { (services: [ServiceDocument]) -> ConfigurationParts in
            var parts = ConfigurationParts()
            parts.services = services
            return parts
        }
        try await platform.publish(parts([ServiceDocument(name: "Massage", duration: 60, price: 90)]), in: tenant)
        for words in ["Ada Byron, 415 555 0110", "yes"] { _ = try await session.say(words) }
        let booked = try #require(try await tenant.read { try $0.appointments(before: nil, limit: 10) }.first)
        #expect(booked.service == "Consultation" && booked.serviceID == service.id)
        #expect(booked.end.timeIntervalSince(booked.start) == 1800)
        // Who begins now is offered the other service, and not at that time.
        try await platform.hold(["a massage on Monday at nine please", "Bob Hill, 415 555 0111", "yes"], in: tenant)
        let all = try await tenant.read { try $0.appointments(before: nil, limit: 10) }
        #expect(all.filter { $0.start == booked.start }.count == 1)
    }

    @Test func `a ticket is opened in the category the caller was asked about`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.register("assist", type: "support")
        try await platform.save(
            [
                SupportCategoryDocument(name: "Printers", priority: .low, keywords: ["printer"]),
                SupportCategoryDocument(name: "Network", priority: .high, keywords: ["wifi"]),
            ], as: SupportCategories.self, in: tenant)
        let session = try await platform.begin(in: tenant)
        _ = try await session.say("my printer does not print any more")
        var parts = ConfigurationParts()
        parts.supportCategories = [SupportCategoryDocument(name: "Network", priority: .high, keywords: ["wifi"])]
        try await platform.publish(parts, in: tenant)
        for words in ["Ada Byron, 415 555 0110", "yes"] { _ = try await session.say(words) }
        let ticket = try #require(try await tenant.read { try $0.tickets(before: nil, limit: 10) }.first)
        #expect(ticket.category == "Printers" && ticket.priority == .low)
    }

    @Test func `voice, recording and hand-off are those of the beginning`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        var voice = try await VoiceConfigurationEditor.configuration(of: tenant)
        (voice.greeting, voice.handOffNumber) = ("Buonasera!", "+14155550100")
        voice = try await VoiceConfigurationEditor.replace(with: voice, in: tenant)
        let session = try await platform.begin(in: tenant)
        voice.handOffNumber = "+14155550133"
        voice.privacy = CallPrivacy(isRecorded: true)
        _ = try await VoiceConfigurationEditor.replace(with: voice, in: tenant)
        let followed = try await tenant.read { try $0.profile(of: session.id) }
        #expect(followed.handOffNumber?.e164 == "+14155550100" && !followed.privacy.isRecorded)
    }

    @Test(arguments: EngineUnderTest.allCases)
    func `a version is kept as long as a running call follows it`(engine: EngineUnderTest) async throws {
        let platform = try await engine.platform()
        let tenant = try await platform.trattoria()
        let versions = { try await tenant.read { try $0.rows("SELECT version FROM call_configuration").count } }
        let first = try await platform.begin(in: tenant)
        let twin = try await platform.begin(in: tenant)
        #expect(try await versions() == 1)
        for price in 20..<30 {
            try await platform.publish(prices: ["Lasagne": price], in: tenant)
            let other = try await platform.begin(in: tenant)
            try await other.end(.caller)
        }
        #expect(try await versions() == 2, "what ended calls followed is forgotten with the next version")
        #expect(
            try await platform.otherProcess().session(first.id, in: tenant).say("how much is the lasagne?").replies
                .joined().contains("fourteen fifty"))
        for session in [first, twin] { try await platform.otherProcess().session(session.id, in: tenant).end(.caller) }
        try await platform.publish(prices: ["Lasagne": 31], in: tenant)
        _ = try await platform.begin(in: tenant)
        #expect(try await versions() == 1)
    }

    @Test func `a call of a business that is switched off ends with its next turn, and nothing is done`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let session = try await platform.begin(in: tenant)
        for words in [Self.dishes, Self.caller] { _ = try await session.say(words) }
        let clock = platform.clock
        let billing = Billing(
            store: platform.store, terms: BillingTerms(), identifiers: .system, clock: { clock.now }, logger: Logger(label: "test"))
        try await billing.prepare()
        try await billing.suspend(tenant.id, because: "misuse", by: TestPlatform.nora)
        let answer = try await session.say("yes")
        #expect(answer.isEnded && answer.replies.first?.contains("not available") == true)
        #expect(try await platform.orders(in: tenant).isEmpty)
    }

    @Test func `nothing is written down for a number that was blocked in the middle of its call`() async throws {
        let platform = try await TestPlatform()
        let tenant = try await platform.trattoria()
        let session = try await platform.begin(in: tenant)
        for words in [Self.dishes, Self.caller] { _ = try await session.say(words) }
        let (now, phone) = (platform.clock.now, try #require(PhoneNumber("+14155550199")))
        try await platform.save([Customer(name: "Ada Byron", phone: phone)], as: Customers.self, in: tenant)
        try await tenant.write { try $0.execute("UPDATE customer SET blocked_at = \(now)") }
        _ = try await session.say("yes")
        #expect(try await platform.orders(in: tenant).isEmpty)
    }
}

extension TestPlatform {
    fileprivate var configurations: Configurations {
        let clock = clock
        return Configurations(identifiers: .system, clock: { clock.now })
    }

    fileprivate func begin(in tenant: Tenant) async throws -> CallSession {
        let call = try await calls.start(from: nil, over: .commandLine, in: tenant)
        let session = await calls.session(call.id, in: tenant)
        _ = try #require(try await session.begin())
        return session
    }

    fileprivate func publish(_ parts: ConfigurationParts, in tenant: Tenant) async throws {
        _ = try await configurations.keep(parts, in: tenant)
        _ = try await configurations.publish(note: nil, by: Self.nora, in: tenant)
    }

    /// A menu of these dishes and no others.
    fileprivate func publish(prices: [String: Int], in tenant: Tenant) async throws {
        var parts = ConfigurationParts()
        parts.menu = prices.sorted { $0.key < $1.key }.map { MenuItemDocument(name: $0.key, price: Decimal($0.value)) }
        try await publish(parts, in: tenant)
    }
}
