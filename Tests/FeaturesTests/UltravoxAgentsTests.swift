import Conversation
import Core
import Foundation
import Logging
import Storage
import Synchronization
import Testing
import Vendors

@testable import Features

/// The agents that Ultravox has, kept as the businesses' data say.
@Suite struct UltravoxAgentsTests {
    private let platform: TestPlatform
    private let account = SimulatedAgents()
    private let tenant: Tenant

    init() async throws {
        platform = try await TestPlatform()
        tenant = try await platform.trattoria()
        try await choose(.ultravox)
    }

    private func choose(_ brain: Brain, personality: String? = nil) async throws {
        _ = try await VoiceConfigurationEditor.replace(
            with: VoiceConfiguration(thresholds: .init(), brain: brain, personality: personality), in: tenant)
    }

    /// As a process has them: several share the database and the account.
    private func agents() -> UltravoxAgents {
        UltravoxAgents(
            Ultravox(.init(baseURL: "https://ultravox.example/api", key: Secret("k")), over: account.transport),
            writer: UltravoxWriter(model: nil, callbackURL: "https://us.example", webhookSecrets: []), store: platform.store,
            clock: { [clock = platform.clock] in clock.now }, logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
    }

    @Test func `An agent is made once, whoever looks after it, and sent again only when it is to be another`() async throws {
        let all = [agents(), agents(), agents()]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for process in all { group.addTask { [tenant] in try await process.look(after: tenant.id) } }
            try await group.waitForAll()
        }
        #expect(account.names == ["voiceagent-\(tenant.id)"])
        let requests = account.requests
        for process in all { try await process.look(after: tenant.id) }
        #expect(account.requests == requests)

        try await choose(.ultravox, personality: "Warm.")
        try await all[1].look(after: tenant.id)
        #expect(account.names.count == 1 && account.requests.last == "PATCH /api/agents/1")
        let state = try #require(await all[2].state(of: tenant.id))
        #expect(state == UltravoxAgentState(id: "1", name: .synchronised))
    }

    @Test func `What fails for a while is tried again, later each time, and what is refused when it has changed`() async throws {
        let agents = agents()
        account.status = 503
        try await agents.look(after: tenant.id)
        var state = try #require(await agents.state(of: tenant.id))
        #expect(state.name == .waiting && state.reason?.contains("503") == true)
        let asked = account.requests.count
        try await agents.look(after: tenant.id)
        #expect(account.requests.count == asked, "not before its time")
        platform.clock.advance(by: 6)
        account.status = 400
        try await agents.look(after: tenant.id)
        state = try #require(await agents.state(of: tenant.id))
        #expect(state.name == .refused && state.id == nil)
        platform.clock.advance(by: 60)
        let refused = account.requests.count
        try await agents.look(after: tenant.id)
        #expect(account.requests.count == refused)
        account.status = nil
        try await choose(.ultravox, personality: "Brief.")
        try await agents.look(after: tenant.id)
        #expect(try await agents.state(of: tenant.id)?.name == .synchronised)
    }

    @Test func `A call is made with no agent that is behind`() async throws {
        let agents = agents()
        let writer = UltravoxWriter(model: nil, callbackURL: "https://us.example", webhookSecrets: [])
        /// As a call that begins now would have it.
        func draft() async throws -> UltravoxAgent.Draft {
            let call = try await platform.calls.start(from: nil, over: .browser, in: tenant)
            let briefing = try await platform.calls.session(call.id, in: tenant).briefing()
            return writer.agent(of: tenant.id, part: briefing.instructions.part, tools: briefing.tools, voice: briefing.voice)
        }
        #expect(try await agents.agent(for: draft(), of: tenant.id) == nil)
        try await agents.look(after: tenant.id)
        #expect(try await agents.agent(for: draft(), of: tenant.id) == "1")
        try await choose(.ultravox, personality: "Warm.")
        #expect(try await agents.agent(for: draft(), of: tenant.id) == nil)
        try await agents.look(after: tenant.id)
        #expect(try await agents.agent(for: draft(), of: tenant.id) == "1")
        await agents.doubt("1", of: tenant.id)
        #expect(try await agents.agent(for: draft(), of: tenant.id) == nil)
    }

    @Test func `One that nobody wants any more is deleted, though it is gone already`() async throws {
        let agents = agents()
        try await agents.look(after: tenant.id)
        try await choose(.dialogue)
        try await agents.look(after: tenant.id)
        #expect(account.names == [])
        #expect(try await agents.state(of: tenant.id) == nil)
        try await choose(.ultravox)
        try await agents.look(after: tenant.id)
        account.clear()
        try await choose(.dialogue)
        try await agents.look(after: tenant.id)
        #expect(try await agents.state(of: tenant.id) == nil)
    }

    @Test func `What an attendant was told is told anew when it has changed, once`() async throws {
        let call = try await platform.calls.start(from: nil, over: .browser, in: tenant)
        let session = await platform.calls.session(call.id, in: tenant)
        try await session.begin(
            with: Attendant(name: "ultravox", reference: "u-1"), toldOf: session.briefing().version)
        #expect(try await session.news()?.version == nil)
        let before = try await session.briefing().instructions.facts
        _ = try await platform.office.change(
            stockOf: platform.item("Lasagne", in: tenant).rawValue, to: StockEdit(soldOut: true), by: TestPlatform.nora, in: tenant)
        let news = try #require(try await session.news())
        #expect(news.instructions.facts != before && news.greeting == nil)
        #expect(try await session.news()?.version == nil)
    }
}

/// The agents of an account at Ultravox, at the transport.
private final class SimulatedAgents: Sendable {
    private struct State {
        var agents: [String: String] = [:]
        var made = 0
        var requests: [String] = []
        var status: Int?
    }

    private let state = Mutex(State())

    var names: [String] { state.withLock { $0.agents.values.sorted() } }
    var requests: [String] { state.withLock(\.requests) }
    /// With which everything is refused.
    var status: Int? {
        get { state.withLock(\.status) }
        set { state.withLock { $0.status = newValue } }
    }

    func clear() { state.withLock { $0.agents = [:] } }

    var transport: Transport {
        Transport { (request) async throws(Transport.Failure) -> Transport.Response in
            let (status, body) = self.answer(request)
            let bytes = Array(body.utf8)
            return Transport.Response(
                status: status,
                body: AsyncThrowingStream<[UInt8], any Error> { continuation in
                    continuation.yield(bytes)
                    continuation.finish()
                })
        }
    }

    private func answer(_ request: Transport.Request) -> (Int, String) {
        let path = URLComponents(string: request.url)?.path ?? ""
        return state.withLock { state in
            state.requests.append("\(request.method.rawValue) \(path)")
            if let status = state.status { return (status, #"{"detail":"No."}"#) }
            let id = String(path.dropFirst("/api/agents/".count))
            switch request.method {
            case .get:
                let agents = state.agents.map { #"{"agentId":"\#($0.key)","name":"\#($0.value)"}"# }.joined(separator: ",")
                return (200, #"{"next":null,"results":[\#(agents)]}"#)
            case .post:
                state.made += 1
                let name = (try? JSONDecoder().decode(JSONValue.self, from: Data(request.body)))?["name"]?.text ?? ""
                state.agents["\(state.made)"] = name
                return (201, #"{"agentId":"\#(state.made)","name":"\#(name)"}"#)
            case .delete: return (state.agents.removeValue(forKey: id) == nil ? 404 : 204, "")
            default: return (state.agents[id] == nil ? 404 : 200, "{}")
            }
        }
    }
}
