import Core
import Foundation

/// The owner is told when this much of what a plan holds is used.
enum UsageThreshold: Int, CaseIterable, Sendable {
    case nearlyAll = 80
    case all = 100
    case wellBeyond = 120

    /// The highest one reached; nil below all of them.
    static func reached(by used: Int, of included: Int) -> UsageThreshold? {
        guard included > 0 else { return nil }
        return allCases.last { Double(used) * 100 >= Double(included) * Double($0.rawValue) }
    }
}
