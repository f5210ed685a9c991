import CoreMetrics
import Synchronization

/// A metric with one combination of label values: one line, or for a histogram one block.
final class MetricSeries: Sendable {
    enum Kind: String {
        case counter, gauge, histogram
    }

    /// Upper bounds in seconds: from a cached answer to a request that hangs.
    private static let bounds: [Double] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    private struct State {
        var value = 0.0
        var count = 0
        var buckets = [Int](repeating: 0, count: bounds.count)
    }

    private let kind: Kind
    private let state = Mutex(State())

    init(kind: Kind) {
        self.kind = kind
    }

    func lines(name: String, labels: MetricLabels) -> [String] {
        let state = state.withLock { $0 }
        guard kind == .histogram else { return ["\(name)\(labels.text()) \(Self.number(state.value))"] }
        var below = 0
        let buckets = zip(Self.bounds, state.buckets).map { bound, count in
            below += count
            return "\(name)_bucket\(labels.text(adding: ("le", Self.number(bound)))) \(below)"
        }
        return buckets + [
            "\(name)_bucket\(labels.text(adding: ("le", "+Inf"))) \(state.count)",
            "\(name)_sum\(labels.text()) \(Self.number(state.value))",
            "\(name)_count\(labels.text()) \(state.count)",
        ]
    }

    private func observe(_ value: Double) {
        guard kind == .histogram else { return set(value) }
        state.withLock { state in
            state.value += value
            state.count += 1
            if let bucket = Self.bounds.firstIndex(where: { value <= $0 }) { state.buckets[bucket] += 1 }
        }
    }

    /// Whole numbers without a fraction; the rest in the spelling that the format wants.
    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        return Int(exactly: value).map { "\($0)" } ?? "\(value)"
    }
}

extension MetricSeries: CounterHandler, FloatingPointCounterHandler, MeterHandler, RecorderHandler, TimerHandler {
    func increment(by amount: Int64) { increment(by: Double(amount)) }
    func increment(by amount: Double) { state.withLock { $0.value += amount } }
    func decrement(by amount: Double) { state.withLock { $0.value -= amount } }
    func set(_ value: Int64) { set(Double(value)) }
    func set(_ value: Double) { state.withLock { $0.value = value } }
    func record(_ value: Int64) { observe(Double(value)) }
    func record(_ value: Double) { observe(value) }
    func recordNanoseconds(_ duration: Int64) { observe(Double(duration) / 1_000_000_000) }
    func reset() { state.withLock { $0 = State() } }
}
