import Core
import Foundation
import Storage
import TestSupport
import Testing

@Suite struct TransactionTests {
    private struct Mishap: Error {}

    @Test(arguments: EngineUnderTest.allCases)
    func `A body that throws leaves nothing behind`(engine: EngineUnderTest) async throws {
        try await engine.withTown { town in
            await #expect(throws: Mishap.self) {
                try await town.trattoria.write { transaction in
                    try transaction.remember("Ada", phone: "1")
                    throw Mishap()
                }
            }
            let customers = try await town.trattoria.read { try $0.customers() }
            #expect(customers == [])
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func `A failure that the body swallows is not committed`(engine: EngineUnderTest) async throws {
        try await engine.withTown { town in
            await #expect(throws: StorageError.uniqueViolation("customer.phone_identity")) {
                try await town.trattoria.write { transaction in
                    try transaction.remember("Ada", phone: "1")
                    do { try transaction.remember("Grace", phone: "1") } catch is StorageError {}
                }
            }
            let customers = try await town.trattoria.read { try $0.customers() }
            #expect(customers == [])
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func `An attempt that fails is undone, and the rest is committed`(engine: EngineUnderTest) async throws {
        try await engine.withTown { town in
            try await town.trattoria.write { transaction in
                try transaction.remember("Ada", phone: "1")
                do {
                    try transaction.attempt {
                        try transaction.remember("Grace", phone: "2")
                        try transaction.remember("Hedy", phone: "1")
                    }
                } catch StorageError.uniqueViolation {}
                try transaction.attempt { try transaction.remember("Mary", phone: "3") }
            }
            #expect(try await town.trattoria.read { try $0.customers() } == ["Ada", "Mary"])
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func `Reading changes nothing`(engine: EngineUnderTest) async throws {
        try await engine.withTown { town in
            await #expect(throws: StorageError.self) { try await town.trattoria.read { try $0.remember("Ada", phone: "1") } }
            try await town.trattoria.write { try $0.remember("Ada", phone: "1") }
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func `A cancelled task's transaction does not begin`(engine: EngineUnderTest) async throws {
        try await engine.withTown { town in
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                try await town.trattoria.write { try $0.remember("Ada", phone: "1") }
            }
            await #expect(throws: CancellationError.self) { try await task.value }
            let customers = try await town.trattoria.read { try $0.customers() }
            #expect(customers == [])
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func `Broken rules are told apart`(engine: EngineUnderTest) async throws {
        try await engine.withTown { town in
            func expect(_ matches: (StorageError) -> Bool, _ body: @escaping @Sendable (TenantTransaction) throws -> Void) async {
                let error = await #expect(throws: StorageError.self) { try await town.trattoria.write { try body($0) } }
                #expect(error.map(matches) == true, "\(String(describing: error))")
            }
            await expect {
                $0 == .uniqueViolation("slot_claim.resource,cell")
            } _: { transaction in
                for _ in 1...2 { try transaction.execute("INSERT INTO slot_claim (resource, cell) VALUES ('chair', 7)") }
            }
            await expect {
                if case .foreignKeyViolation = $0 { true } else { false }
            } _: { transaction in
                try transaction.execute(
                    "INSERT INTO action_receipt (call_id, action, revision, receipt, created_at) VALUES ('none', 'a', 1, '{}', 0)")
            }
            await expect {
                if case .checkViolation = $0 { true } else { false }
            } _: { transaction in
                try transaction.execute("INSERT INTO counter (name, value) VALUES ('orders', NULL)")
            }
            await expect {
                if case .checkViolation = $0 { true } else { false }
            } _: { transaction in
                try transaction.execute("INSERT INTO counter (name, value) VALUES ('orders', \("many"))")
            }
            await expect {
                $0 == .unstorableText
            } _: {
                try $0.remember("A\u{0}da", phone: "1")
            }
            await expect {
                if case .rejected = $0 { true } else { false }
            } _: {
                try $0.execute("INSERT INTO nowhere VALUES (1)")
            }
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func `Values come back as they were stored`(engine: EngineUnderTest) async throws {
        struct Note: Codable, Equatable {
            var text: String
            var at: Date
        }
        let note = Note(text: "“zwölf” 🍕 \u{0} ' \" \\", at: Town.now)
        let text = "Zoë's ' \" ; -- $1 ? 🍕\n"
        try await engine.withTown { town in
            try await town.trattoria.write(.confirmed) { transaction in
                try transaction.execute("INSERT INTO setting (key, value) VALUES (\(text), \(json: note))")
                try transaction.execute("INSERT INTO counter (name, value) VALUES ('largest', \(Int.max)), ('least', \(Int.min))")
                let row = try #require(try transaction.row("SELECT key, value FROM setting WHERE key = \(text)"))
                #expect(try row.get("key") == text)
                #expect(try row.json("value", as: Note.self) == note)
                let counters = try transaction.rows("SELECT value FROM counter ORDER BY value")
                #expect(try counters.map { try $0.get("value") as Int } == [.min, .max])
                let sum: Int? = try transaction.row("SELECT SUM(value) AS total FROM counter")?.get("total")
                #expect(sum == -1)
            }
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func `Text is ordered by its bytes`(engine: EngineUnderTest) async throws {
        try await engine.withTown { town in
            let names = ["a b", "ab", "B", "Ä", "ä", "Z"]
            try await town.trattoria.write { transaction in
                for name in names { try transaction.remember(name, phone: name) }
            }
            #expect(try await town.trattoria.read { try $0.customers() } == ["B", "Z", "a b", "ab", "Ä", "ä"])
        }
    }
}
