import CAllocations
import Conversation
import Core
import Features
import Foundation
import Storage

/// What a turn, an utterance and an idle call cost. Prints one line a figure.
@main
enum Benchmarks {
    private static let conversation = [
        "Hi, two large margherita pizzas and a caesar salad please", "actually make that three margheritas",
        "pickup, John Doe, 415 555 0101", "yes that is right", "no that is all",
    ]

    static func main() async throws {
        try await reducerTurns().show()
        for items in [500, 5000] {
            indexMemory(items: items).show()
            for measurement in try await utterances(items: items) { measurement.show() }
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "voiceagent-benchmarks-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let (tenant, calls) = try await demoBusiness(in: folder)
        // First, while no freed memory hides what it needs.
        try await idleCall(in: tenant, calls).show()
        try await committedTurns(one: true, in: tenant, calls).show()
        try await committedTurns(one: false, in: tenant, calls).show()
        for measurement in try await SpeechBenchmarks(agent: Agent(facts: facts(items: 20))).all() { measurement.show() }
        if CommandLine.arguments.count > 1 { try await startUp(of: CommandLine.arguments[1]).show() }
    }

    private static func demoBusiness(in folder: URL) async throws -> (Tenant, Calls) {
        let store = try await Store.open(.folder(folder))
        let clock: @Sendable () -> Date = { Date() }
        let registration = Registration(
            store: store, identifiers: .system, clock: clock, platformKey: Secret("the key of a benchmark"), trialPeriodDays: 14,
            starterUsageLimit: 100)
        _ = try await DemoBusinesses(store: store, registration: registration, identifiers: .system, clock: clock).create()
        guard let tenant = try await store.admission.admit(subdomain: "mario-pizza") else {
            preconditionFailure("The demo business was created a line above")
        }
        return (tenant, Calls(agents: Agents(), hub: Hub(), identifiers: .system, clock: clock))
    }

    /// The dialogue alone: no storage, no clock.
    private static func reducerTurns() async throws -> Measurement {
        let agent = Agent(facts: facts(items: 20))
        let now = Date()
        let repeats = 400
        return try await .rate("turns of the reducer", operations: repeats * conversation.count) {
            for _ in 0..<repeats {
                var dialogue = Dialogue(agent: agent)
                _ = dialogue.hear(.started(Caller()), at: now)
                for line in conversation { _ = dialogue.hear(.speech([Hypothesis(line)]), at: now) }
            }
        }
    }

    private static func utterances(items: Int) async throws -> [Measurement] {
        let agent = Agent(facts: facts(items: items))
        let now = Date()
        let repeats = 500
        let hear = {
            for number in 0..<repeats {
                var dialogue = Dialogue(agent: agent)
                _ = dialogue.hear(
                    .speech([Hypothesis("two \(name(of: number % items)) without onions and a \(name(of: 7)) please")]), at: now)
            }
        }
        let title = "one utterance, a catalogue of \(items) items"
        return [
            try await .microseconds(title, operations: repeats, hear),
            .allocations("\(title): memory asked for", operations: repeats, hear),
        ]
    }

    /// What a business's agent keeps in memory, shared by all its calls.
    private static func indexMemory(items: Int) -> Measurement {
        let facts = facts(items: items)
        let before = allocated_bytes()
        let agent = Agent(facts: facts)
        let after = withExtendedLifetime(agent) { allocated_bytes() }
        return Measurement(name: "the index of a catalogue of \(items) items", value: Double(after - before) / 1_048_576, unit: "MiB")
    }

    private static func committedTurns(one: Bool, in tenant: Tenant, _ calls: Calls) async throws -> Measurement {
        let callsAtOnce = one ? 1 : 16
        let conversations = 40
        let turns = callsAtOnce * conversations * (conversation.count + 1)
        return try await .rate("committed turns, SQLite, \(callsAtOnce) call\(one ? "" : "s") at once", operations: turns) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<callsAtOnce {
                    group.addTask {
                        for _ in 0..<conversations {
                            let call = try await calls.start(from: nil, over: .commandLine, in: tenant)
                            let session = await calls.session(call.id, in: tenant)
                            _ = try await session.begin()
                            for line in conversation { _ = try await session.hear([Hypothesis(line)], medium: .text) }
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await calls.passivateIdle()
        }
    }

    /// A call that has taken two turns and waits for its caller, still in memory.
    private static func idleCall(in tenant: Tenant, _ calls: Calls) async throws -> Measurement {
        let count = 2000
        let before = Measurement.residentBytes()
        for _ in 0..<count {
            let call = try await calls.start(from: nil, over: .commandLine, in: tenant)
            let session = await calls.session(call.id, in: tenant)
            _ = try await session.begin()
            _ = try await session.hear([Hypothesis(conversation[0])], medium: .text)
        }
        return Measurement(
            name: "an idle live call in memory (0 after a minute)", value: Double(Measurement.residentBytes() - before) / Double(count),
            unit: "bytes")
    }

    /// From the start of the process to the first 200 of `/ready`, on an empty folder.
    private static func startUp(of binary: String) async throws -> Measurement {
        let seconds = try await Measurement.medianSeconds {
            let folder = FileManager.default.temporaryDirectory.appending(path: "voiceagent-startup-\(UUID().uuidString)")
            let server = Process()
            server.executableURL = URL(fileURLWithPath: binary)
            server.arguments = ["serve", "--data", folder.path, "--port", "3977"]
            server.standardOutput = FileHandle.nullDevice
            server.standardError = FileHandle.nullDevice
            try server.run()
            while try await !isReady(port: 3977) { try await Task.sleep(for: .milliseconds(2)) }
            kill(server.processIdentifier, SIGKILL)
            server.waitUntilExit()
            try? FileManager.default.removeItem(at: folder)
        }
        return Measurement(name: "start-up to serving, an empty folder", value: seconds * 1000, unit: "ms")
    }

    private static func isReady(port: UInt16) async throws -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    private static let first = ["Golden", "Smoked", "Spicy", "Royal", "Garden", "Winter", "Coastal", "Rustic", "Velvet", "Crispy"]
    private static let second = ["Lamb", "Trout", "Pumpkin", "Barley", "Almond", "Ginger", "Pepper", "Walnut", "Fennel", "Cherry"]
    private static let third = ["Stew", "Salad", "Pie", "Curry", "Soup", "Roast", "Tart", "Bowl", "Wrap", "Platter"]

    private static func name(of number: Int) -> String {
        let name = "\(first[number % 10]) \(second[number / 10 % 10]) \(third[number / 100 % 10])"
        return number < 1000 ? name : "\(name) \(number / 1000)"
    }

    private static func facts(items: Int) -> BusinessFacts {
        let group = OptionGroup(
            id: .init("parts"),
            name: "Parts",
            options: ["onions", "garlic", "cream", "herbs"].map {
                OptionGroup.Option(name: $0, priceDelta: Money(minorUnits: 0, currency: "USD"), isDefault: true)
            })
        let menu = (0..<items).map { number in
            CatalogueItem(
                id: .init("item-\(number)"), name: name(of: number), category: third[number / 100 % 10],
                price: Money(minorUnits: 900 + number, currency: "USD"), optionGroups: [group])
        }
        return BusinessFacts(name: "Benchmark Kitchen", kind: .restaurant, timeZone: .gmt, catalogue: Catalogue(items: menu))
    }
}
