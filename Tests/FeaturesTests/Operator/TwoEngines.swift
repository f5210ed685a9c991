import Core
import Foundation
import Storage
import TestSupport

@testable import Features

/// What a test runs on, once each.
enum EngineUnderTest: CaseIterable {
    case sqlite, postgres

    func platform(at start: String = "2026-11-20T15:00:00Z") async throws -> TestPlatform {
        switch self {
        case .sqlite: try await TestPlatform(at: start)
        case .postgres: try await TestPlatform(at: start, location: .postgres(url: try TemporaryPostgres.shared.makeDatabase()))
        }
    }
}

extension TestPlatform {
    /// Adds what a business has after years: customers for more than one part of an archive, a call with a recording, a number.
    ///
    /// - Returns: the call with the recording.
    func furnish(_ tenant: Tenant, customers: Int, recordings: Recordings) async throws -> Call.ID {
        let now = clock.now
        let call = Call.ID("\(tenant.id)_7f3a")
        try await tenant.write { transaction in
            for number in 0..<customers {
                let name = "Zoë \"\(number)\"\n\(String(repeating: "x", count: 500))"
                try transaction.execute(
                    """
                    INSERT INTO customer (id, phone_identity, phone, name, email, created_at, updated_at)
                    VALUES (\(String(number)), \(String(number)), \(String(number)), \(name), \(nil as String?), \(now), \(now))
                    """)
            }
            try transaction.execute(
                """
                INSERT INTO voice_session (id, started_at, channel, status, last_sequence, updated_at)
                VALUES (\(call.rawValue), \(now), 'web', 'ended', 1, \(now))
                """)
            try transaction.execute(
                """
                INSERT INTO call_event (call_id, sequence, position, at, kind, body)
                VALUES (\(call.rawValue), 1, \(Int(Int64.max)), \(now), 'said', '{"text":"Grüezi \u{1F355}"}')
                """)
        }
        let file = try await recordings.begin(call, in: tenant)
        try await file.append(Array(repeating: 500, count: 20_000))
        try await file.close()
        return call
    }

    func archives(_ recordings: Recordings) -> (export: BusinessExport, import: BusinessImport) {
        let clock = clock
        return (
            BusinessExport(platform: store.platform, recordings: recordings, clock: { clock.now }),
            BusinessImport(store: store, recordings: recordings, terms: BillingTerms(), identifiers: .system, clock: { clock.now })
        )
    }
}
