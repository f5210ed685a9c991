import Core
import Foundation
import Testing

@testable import Features

/// When a domain is looked for, and what follows from what is found.
@Suite struct CustomDomainTests {
    private let start = Date(timeIntervalSince1970: 1_800_000_000)

    private func pending() -> CustomDomain {
        CustomDomain(domain: "roma.example", token: "token", state: .pending, failures: 0, dueAt: start, createdAt: start)
    }

    @Test func `What is not there yet is looked for later and later, for a week`() {
        var (domain, waits) = (pending(), [TimeInterval]())
        while let due = domain.dueAt, waits.count < 1000 {
            domain = domain.after(.missing, at: due)
            if let next = domain.dueAt { waits.append(next.timeIntervalSince(due)) }
        }
        #expect(Array(waits.prefix(7)) == [60, 120, 240, 480, 960, 1920, 3600])
        #expect(domain.state == .pending && domain.dueAt == nil)
        #expect(abs(waits.reduce(0, +) - 7 * 86_400) <= 3600)
    }

    @Test func `A proof that is gone for three days ends it, and one that comes back in time changes nothing`() {
        let verified = pending().after(.proven, at: start)
        #expect(verified.state == .verified && verified.dueAt == start.addingTimeInterval(86_400))
        var (domain, now) = (verified, start)
        for _ in 1..<72 {
            now += 3600
            domain = domain.after(.missing, at: now)
            #expect(domain.state == .verified)
        }
        #expect(domain.after(.proven, at: now).failures == 0)
        #expect(domain.after(.missing, at: now).state == .pending)
    }

    @Test func `A name server that does not answer proves nothing`() {
        var domain = pending().after(.proven, at: start)
        for hour in 1...500 { domain = domain.after(.unanswered(reason: "It is away."), at: start.addingTimeInterval(Double(hour) * 3600)) }
        #expect(domain.state == .verified && domain.failures == 0 && domain.lastError == "It is away.")
    }

    @Test(arguments: [
        ("Voice.Roma.Example", "voice.roma.example"), (" roma.example ", "roma.example"), ("xn--rma-0na.example", "xn--rma-0na.example"),
    ])
    func `A domain is kept in lower case`(text: String, name: String) throws {
        #expect(try CustomDomain.name(text, outside: "voice.example") == name)
    }

    @Test(arguments: [
        "", "roma", "voice.example", "roma.voice.example", "10.0.0.1", "-a.example", "a-.example", "a..example", "a_b.example",
        "röma.example",
    ])
    func `What no business could own is refused`(text: String) {
        #expect(throws: Problem.self) { try CustomDomain.name(text, outside: "voice.example") }
    }
}
