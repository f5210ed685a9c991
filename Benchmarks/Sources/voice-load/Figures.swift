import Foundation

/// What the callers of one round met.
struct Figures {
    /// From the caller's last sound to the first of the agent's.
    var answers: [Duration] = []
    /// From the first sound of an interruption to the moment the agent was told off.
    var interruptions: [Duration] = []
    var timing = FrameTiming()
    /// Answers that did not come in time.
    var unanswered = 0
    var failures: [String] = []

    mutating func add(_ other: Figures) {
        answers += other.answers
        interruptions += other.interruptions
        timing.add(other.timing)
        unanswered += other.unanswered
        failures += other.failures
    }

    static let heading = """
        calls  answers  first sound ms: median   p95  unanswered  barge-in ms: median   p95  frames late > 20 ms  p95 lateness ms  \
        server CPU %  private MiB a call
        """

    func row(calls: Int, load: ServerProcess.Load) -> String {
        func number(_ value: Double?, _ width: Int, digits: Int = 0) -> String {
            let text = value.map { String(format: "%.\(digits)f", $0) } ?? "-"
            return String(repeating: " ", count: max(0, width - text.count)) + text
        }
        let share = timing.frames == 0 ? nil : 100 * Double(timing.late) / Double(timing.frames)
        return number(Double(calls), 5) + number(Double(answers.count), 9) + number(answers.milliseconds(at: 0.5), 24)
            + number(answers.milliseconds(at: 0.95), 6) + number(Double(unanswered), 12) + number(interruptions.milliseconds(at: 0.5), 21)
            + number(interruptions.milliseconds(at: 0.95), 6) + number(share, 18, digits: 2) + " %"
            + number(timing.lateness.milliseconds(at: 0.95), 17, digits: 1) + number(load.cpuPercent, 14)
            + number(load.privateBytesPerCall / 1_048_576, 20, digits: 2)
    }
}

extension [Duration] {
    /// - Parameter share: 0.5 is the median.
    fileprivate func milliseconds(at share: Double) -> Double? {
        isEmpty ? nil : sorted()[Swift.min(count - 1, Int(Double(count) * share))] / .milliseconds(1)
    }
}
