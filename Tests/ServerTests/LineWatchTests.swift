import Features
import Testing
import Voice

@testable import Server

/// Lines that were open when their business went.
@Suite struct LineWatchTests {
    @Test func aLineWhoseBusinessTakesNoCallsAnyMoreIsToldSoAndClosed() async throws {
        let line = SilentLine()
        let business = Business()
        let watch = LineWatch(interval: .milliseconds(1), goodbye: .milliseconds(1))
        try await withRunningServer(
            upgrade: { _ in
                .accept { messages, connection in
                    await withDiscardingTaskGroup { group in
                        group.addTask {
                            await watch.watch(line, connection) { try await business.takesCalls() }
                        }
                        for await _ in messages {}
                        group.cancelAll()
                    }
                }
            },
            { server in
                let client = try await WebSocketClient(server: server, path: "/")
                #expect(await client.receive() == .close(4401))
                try await client.close()
            })
        #expect(await line.isTurnedAway)
        #expect(await business.questions == 4)
    }
}

/// A business that is gone when it is asked about for the fourth time; the second time nobody knows.
private actor Business {
    struct Unknown: Error {}

    private(set) var questions = 0

    func takesCalls() throws -> Bool {
        questions += 1
        guard questions != 2 else { throw Unknown() }
        return questions < 4
    }
}

/// A line on which nothing happens.
private actor SilentLine: CallLine {
    nonisolated let outputs = AsyncStream<LineOutput> { $0.finish() }
    private(set) var isTurnedAway = false

    func run() {}
    func begin() {}
    func hear(_ samples: [Int16]) {}
    func type(_ text: String) {}
    func press(_ keys: String) {}
    func edit(_ field: String, to value: String?) {}
    func speakAloud(_ isWanted: Bool) {}
    func played(_ mark: Int) {}
    func finish() {}
    func hangUp() {}
    func turnAway() { isTurnedAway = true }
}
