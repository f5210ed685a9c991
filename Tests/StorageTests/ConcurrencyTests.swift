import Core
import Dispatch
import Storage
import TestSupport
import Testing

@Suite struct ConcurrencyTests {
    @Test(arguments: EngineUnderTest.allCases)
    func `Of fifty who claim the same five minutes, one gets them`(engine: EngineUnderTest) async throws {
        try await engine.withTown { town in
            let winners = try await withThrowingTaskGroup(of: Bool.self) { group in
                for caller in 1...50 {
                    group.addTask {
                        do {
                            try await town.trattoria.write { transaction in
                                try transaction.execute(
                                    "INSERT INTO slot_claim (resource, cell, call_id) VALUES ('chair', 7, \("call \(caller)"))")
                            }
                            return true
                        } catch StorageError.uniqueViolation("slot_claim.resource,cell") {
                            return false
                        }
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(winners == 1)
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func `One business's writers, waiting for each other, keep nobody else waiting`(engine: EngineUnderTest) async throws {
        try await engine.withTown { town in
            let bakeryIsDone = DispatchSemaphore(value: 0)
            let (began, begin) = AsyncStream<Void>.makeStream()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    try await town.trattoria.write { transaction in
                        begin.yield()
                        // Should the bakery have to wait for this, the others below run out of patience and the test fails.
                        _ = bakeryIsDone.wait(timeout: .now() + 20)
                        try transaction.beginCall("first")
                    }
                }
                for await _ in began { break }
                for number in 1...20 {
                    group.addTask { try await town.trattoria.write { try $0.beginCall("call \(number)") } }
                }
                try await town.bakery.write { try $0.beginCall("call") }
                bakeryIsDone.signal()
                try await group.waitForAll()
            }
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func `Numbers have no gaps and no repeats, though some transactions fail`(engine: EngineUnderTest) async throws {
        struct Mishap: Error {}
        try await engine.withTown { town in
            let numbers = try await withThrowingTaskGroup(of: Int?.self) { group in
                for attempt in 1...80 {
                    group.addTask {
                        do {
                            return try await town.trattoria.write { transaction in
                                let number = try transaction.next("orders")
                                if attempt.isMultiple(of: 4) { throw Mishap() }
                                return number
                            }
                        } catch is Mishap {
                            return nil
                        }
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(numbers.compactMap { $0 }.sorted() == Array(1...60))
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func `An action asked for by many at once is done once`(engine: EngineUnderTest) async throws {
        try await engine.withTown { town in
            try await town.trattoria.write { try $0.beginCall("call") }
            let doings = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 1...20 {
                    group.addTask {
                        try await town.trattoria.write { transaction in
                            let known = try transaction.row(
                                "SELECT receipt FROM action_receipt WHERE call_id = 'call' AND action = 'order' AND revision = 1")
                            guard known == nil else { return false }
                            try transaction.execute(
                                """
                                INSERT INTO action_receipt (call_id, action, revision, receipt, created_at)
                                VALUES ('call', 'order', 1, \(json: ["number": 1]), \(Town.now))
                                """)
                            return true
                        }
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(doings == 1)
        }
    }
}
