import Conversation
import Core
import Features
import Foundation
import Rehearsal
import Storage

/// Lets simulated callers call copies of businesses, many at a time.
struct CallerRehearsal: Sendable {
    /// A copy takes the calls of one day, whose seeds follow one another. A call depends on those before it on its day: they have
    /// taken times, so they are held again when it is.
    private static let callsPerDay: UInt64 = 12
    private static let seedsPerBusiness: UInt64 = 1_200_000
    /// Days of calls begin here and there within this many, so that months, weeks and clocks change under way.
    private static let dayRange = 330
    private static let firstDay = LocalDate(dayNumber: 20_820)

    let businesses: [Tenant]
    let calls: Int
    let seed: UInt64
    let noise: Double
    /// Calls one after the other on each of these at a time.
    let lanes: Int

    /// The calls of one day with one business.
    private struct Day: Sendable {
        let business: Tenant
        let agent: Agent
        let seeds: Range<UInt64>
        let firstReported: UInt64
        let now: LocalDateTime
    }

    /// Holds the calls.
    ///
    /// - Parameter progress: told how many calls are done, every now and then.
    func run(progress: (Int) -> Void) async throws -> RehearsalReport {
        let stage = try await RehearsalStage.open()
        let result: Result<RehearsalReport, any Error>
        do {
            result = .success(try await hold(try await days(), on: stage, progress: progress))
        } catch {
            result = .failure(error)
        }
        try await stage.close()
        return try result.get()
    }

    private func hold(_ days: [Day], on stage: RehearsalStage, progress: (Int) -> Void) async throws -> RehearsalReport {
        var reviews: [Int: [CallReview]] = [:]
        try await withThrowingTaskGroup(of: (Int, [CallReview]).self) { group in
            var waiting = days.enumerated().makeIterator()
            var done = 0
            for _ in 0..<lanes {
                guard let (index, day) = waiting.next() else { break }
                group.addTask { (index, try await hold(day, on: stage)) }
            }
            while let (index, held) = try await group.next() {
                reviews[index] = held
                done += held.count
                progress(done)
                guard let (index, day) = waiting.next() else { continue }
                group.addTask { (index, try await hold(day, on: stage)) }
            }
        }
        // In the order of the seeds, whichever day was done first.
        var report = RehearsalReport()
        for (index, day) in days.enumerated() {
            for review in reviews[index] ?? [] { report.add(review, of: day.business.subdomain) }
        }
        return report
    }

    private func hold(_ day: Day, on stage: RehearsalStage) async throws -> [CallReview] {
        let zone = day.agent.facts.timeZone
        let now = Date(day.now.date, day.now.time, in: zone)
        let calls = day.seeds.map { SimulatedCall(seed: $0, to: day.agent, at: day.now, noise: noise) }
        let customers = calls.compactMap { call in
            call.caller.knownName.flatMap { name in call.caller.phone.map { Customer(name: name, phone: $0) } }
        }
        let copy = try await stage.copy(of: day.business, knowing: customers, clock: { now })
        var reviews: [CallReview] = []
        for call in calls {
            let session = try await copy.calls.start(from: call.caller.phone, over: .commandLine, in: copy.tenant)
            var line = CallSessionLine(await copy.calls.session(session.id, in: copy.tenant))
            reviews.append(try await call.hold(over: &line))
        }
        return reviews.filter { $0.seed >= day.firstReported }
    }

    /// The calls in order of their seeds, a business after the other.
    private func days() async throws -> [Day] {
        var days: [Day] = []
        for (index, business) in businesses.enumerated() {
            let agent = Agent(facts: try await business.read { transaction in try transaction.businessFacts() })
            let count = calls / businesses.count + (index < calls % businesses.count ? 1 : 0)
            let first = seed &+ UInt64(index) &* Self.seedsPerBusiness
            for start in stride(from: first / Self.callsPerDay * Self.callsPerDay, to: first + UInt64(count), by: Int(Self.callsPerDay)) {
                let seeds = start..<min(start + Self.callsPerDay, first + UInt64(count))
                days.append(
                    Day(business: business, agent: agent, seeds: seeds, firstReported: max(first, start), now: Self.moment(of: start)))
            }
        }
        return days
    }

    /// Some day and hour, the same for the same seed.
    private static func moment(of seed: UInt64) -> LocalDateTime {
        var random = SeededRandom(seed: seed)
        let minutes = 420 + random.number(below: 900)
        guard let time = LocalTime(minutes: minutes) else { preconditionFailure("Every minute of the day is a time") }
        return LocalDateTime(firstDay.advanced(byDays: random.number(below: dayRange)), time)
    }
}
