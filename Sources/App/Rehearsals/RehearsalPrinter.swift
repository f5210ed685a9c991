import Foundation
import Rehearsal

/// Shows a rehearsal: progress on standard error, what it came to on standard output.
struct RehearsalPrinter: Sendable {
    let asJSON: Bool
    let calls: Int
    let noise: Double

    func printProgress(_ done: Int) {
        let step = max(1, calls / 20)
        guard done == calls || done / step > (done - 1) / step else { return }
        FileHandle.standardError.write(Data("\(done) of \(calls) calls\n".utf8))
    }

    func print(_ report: RehearsalReport) throws {
        for worst in report.worst { printCase(worst) }
        let shares = report.byPersona.sorted { $0.key.rawValue < $1.key.rawValue }
        for (persona, share) in shares { Swift.print("\(persona.rawValue.padded(to: 16)) \(share.success) of \(share.calls)") }
        Swift.print(
            "\(report.calls) calls: \(report.success) as wanted, \(report.wrongRecords) with a wrong record, "
                + "\(report.invariantFailures) that broke a rule; \(report.turnsPerCall.formatted(.number.precision(.fractionLength(1)))) "
                + "turns a call")
        guard asJSON else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        Swift.print(String(decoding: try encoder.encode(report), as: UTF8.self))
    }

    private func printCase(_ worst: RehearsalReport.Case) {
        let review = worst.review
        let noise = noise > 0 ? " --noise \(noise)" : ""
        Swift.print("== \(worst.business), \(review.persona.rawValue): \(review.verdict.rawValue). \(review.reason)")
        for breach in Set(review.breaches.map(\.description)).sorted() { Swift.print("   \(breach)") }
        Swift.print("   again: voiceagent rehearse \(worst.business) --callers 1 --seed \(review.seed)\(noise)")
        for line in review.transcript { Swift.print("   \(line)") }
        Swift.print()
    }
}

extension String {
    fileprivate func padded(to length: Int) -> String {
        self + String(repeating: " ", count: max(0, length - count))
    }
}
