public import CoreMetrics
import Synchronization

/// Keeps what the program measures and renders it as Prometheus text 0.0.4.
///
/// Labels come from our own code: the matched route, a status, an outcome. A metric that grows past its bound drops new
/// combinations and counts them in `metrics_dropped_series_total`: a mistake then costs figures and not memory.
public final class PrometheusRegistry: MetricsFactory {
    public static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    private struct Family {
        let kind: MetricSeries.Kind
        var series: [MetricLabels: MetricSeries] = [:]
    }

    private struct State {
        var families: [String: Family] = [:]
        var dropped = 0
    }

    private let seriesLimit: Int
    private let help: [String: String]
    private let state = Mutex(State())

    /// - Parameters:
    ///   - help: one sentence for each metric, by its Prometheus name.
    ///   - seriesLimit: how many combinations of label values one metric may have.
    public init(help: [String: String] = [:], seriesLimit: Int = 1_000) {
        self.help = help
        self.seriesLimit = seriesLimit
    }

    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        series(.counter, label, dimensions)
    }

    public func makeFloatingPointCounter(label: String, dimensions: [(String, String)]) -> any FloatingPointCounterHandler {
        series(.counter, label, dimensions)
    }

    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        series(.gauge, label, dimensions)
    }

    public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        series(aggregate ? .histogram : .gauge, label, dimensions)
    }

    /// Timers are kept in seconds, Prometheus's base unit.
    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        series(.histogram, label.hasSuffix("_seconds") ? label : label + "_seconds", dimensions)
    }

    // Series last as long as the process: a counter that went away and came back would look like a restart.
    public func destroyCounter(_ handler: any CounterHandler) {}
    public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    public func destroyMeter(_ handler: any MeterHandler) {}
    public func destroyRecorder(_ handler: any RecorderHandler) {}
    public func destroyTimer(_ handler: any TimerHandler) {}

    /// Every metric, in the order of their names.
    public func text() -> String {
        let state = state.withLock { $0 }
        var lines: [String] = []
        for (name, family) in state.families.sorted(by: { $0.key < $1.key }) {
            lines.append("# HELP \(name) \(MetricLabels.escapeHelp(help[name] ?? "Not described."))")
            lines.append("# TYPE \(name) \(family.kind.rawValue)")
            for (labels, series) in family.series.sorted(by: { $0.key < $1.key }) {
                lines += series.lines(name: name, labels: labels)
            }
        }
        lines += [
            "# HELP metrics_dropped_series_total Label combinations that did not fit into their metric's bound.",
            "# TYPE metrics_dropped_series_total counter", "metrics_dropped_series_total \(state.dropped)",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    private func series(_ kind: MetricSeries.Kind, _ label: String, _ dimensions: [(String, String)]) -> MetricSeries {
        var name = MetricLabels.name(label)
        if kind == .counter, !name.hasSuffix("_total") { name += "_total" }
        let labels = MetricLabels(dimensions)
        return state.withLock { [name] state in
            var family = state.families[name] ?? Family(kind: kind)
            if family.kind == kind, let series = family.series[labels] { return series }
            let series = MetricSeries(kind: kind)
            if family.kind == kind, family.series.count < seriesLimit {
                family.series[labels] = series
                state.families[name] = family
            } else {
                state.dropped += 1
            }
            return series
        }
    }
}
