import CAllocations
import Foundation

/// One figure with its unit, the median of several runs.
struct Measurement {
    let name: String
    let value: Double
    let unit: String

    static let runs = 5

    /// The median rate of `operation`, in operations a second.
    static func rate(_ name: String, operations: Int, _ operation: () async throws -> Void) async throws -> Measurement {
        Measurement(name: name, value: Double(operations) / (try await medianSeconds(operation)), unit: "/s")
    }

    /// The median duration of one of `operations`, in microseconds.
    static func microseconds(_ name: String, operations: Int, _ operation: () async throws -> Void) async throws -> Measurement {
        Measurement(name: name, value: try await medianSeconds(operation) * 1_000_000 / Double(operations), unit: "µs")
    }

    /// How often one of `operations` asks for memory.
    static func allocations(_ name: String, operations: Int, _ operation: () -> Void) -> Measurement {
        let before = allocations_made()
        operation()
        return Measurement(name: name, value: Double(allocations_made() - before) / Double(operations), unit: "times")
    }

    static func medianSeconds(_ operation: () async throws -> Void) async throws -> Double {
        var seconds: [Double] = []
        for _ in 0..<runs {
            let start = ContinuousClock.now
            try await operation()
            seconds.append((ContinuousClock.now - start) / .seconds(1))
        }
        return seconds.sorted()[runs / 2]
    }

    func show() {
        let number = value.formatted(.number.precision(.fractionLength(value < 100 ? 1 : 0)).locale(Locale(identifier: "en_US")))
        print("\(name.padding(toLength: 58, withPad: " ", startingAt: 0)) \(number) \(unit)")
    }

    /// Memory of this process that nobody else shares, in bytes. Linux: `/proc/self/statm`.
    static func residentBytes() -> Int {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return 0 }
        let pages = text.split(separator: " ").compactMap { Int($0) }
        return pages.count > 2 ? (pages[1] - pages[2]) * Int(sysconf(Int32(_SC_PAGESIZE))) : 0
    }
}
