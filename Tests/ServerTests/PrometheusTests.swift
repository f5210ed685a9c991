import CoreMetrics
import Testing

@testable import Server

@Suite struct PrometheusTests {
    @Test func metricsAreWrittenInTheTextFormat() {
        let registry = PrometheusRegistry(help: ["hb_requests_total": "Requests answered."])
        let counter = registry.makeCounter(label: "hb.requests", dimensions: [("http.route", "/a\"b\\c\n"), ("code", "200")])
        counter.increment(by: 2)
        #expect(
            registry.text().hasPrefix(
                """
                # HELP hb_requests_total Requests answered.
                # TYPE hb_requests_total counter
                hb_requests_total{code="200",http_route="/a\\"b\\\\c\\n"} 2

                """))
    }

    @Test func aTimerIsAHistogramInSeconds() {
        let registry = PrometheusRegistry()
        let timer = registry.makeTimer(label: "turn.duration", dimensions: [])
        timer.recordNanoseconds(3_000_000)
        timer.recordNanoseconds(20_000_000_000)
        let text = registry.text()
        #expect(text.contains("# TYPE turn_duration_seconds histogram"))
        #expect(text.contains("turn_duration_seconds_bucket{le=\"0.0025\"} 0\n"))
        #expect(text.contains("turn_duration_seconds_bucket{le=\"0.005\"} 1\n"))
        #expect(text.contains("turn_duration_seconds_bucket{le=\"10\"} 1\n"))
        #expect(text.contains("turn_duration_seconds_bucket{le=\"+Inf\"} 2\n"))
        #expect(text.contains("turn_duration_seconds_sum 20.003\n"))
        #expect(text.contains("turn_duration_seconds_count 2\n"))
    }

    @Test func aMetricWithTooManyLabelsStaysBounded() {
        let registry = PrometheusRegistry(seriesLimit: 2)
        for caller in ["ada", "grace", "joan", "mary"] {
            registry.makeCounter(label: "calls", dimensions: [("caller", caller)]).increment(by: 1)
        }
        #expect(registry.text().split(separator: "\n").filter { $0.hasPrefix("calls_total{") }.count == 2)
        #expect(registry.text().contains("metrics_dropped_series_total 2\n"))
    }

    @Test func theSameSeriesIsKeptOnce() {
        let registry = PrometheusRegistry()
        for _ in 0..<3 { registry.makeMeter(label: "open", dimensions: []).increment(by: 1) }
        #expect(registry.text().contains("open 3\n"))
    }
}
