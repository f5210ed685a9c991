import Foundation

/// How often a value is right that has a given support among the hypotheses of a recogniser: a rising curve with three numbers.
///
/// The curves below were fitted by maximum likelihood to some 750 answers each, given on the telephone by British callers and
/// recognised with up to ten hypotheses. Fitted to one half of the answers they are off by one to seven points on the other half.
struct Calibration: Sendable {
    /// Added to the logarithm of the odds.
    let offset: Double
    /// How much surer an answer becomes as support grows.
    let slope: Double
    /// How often even undisputed answers are right: some callers give what was not asked for, and a recogniser can be sure and wrong.
    let ceiling: Double

    /// None of it reaches 0.95: what tells who somebody is wants to be read back, however clearly it was heard once.
    static let name = Calibration(offset: 2.4, slope: 1.5, ceiling: 0.94)
    static let birthDate = Calibration(offset: 1.9, slope: 0.9, ceiling: 0.95)
    static let postcode = Calibration(offset: 1.8, slope: 0.85, ceiling: 0.95)

    /// Supports are known no better than that.
    private static let supports = 0.001...0.99

    /// - Parameter support: the share of the hypotheses that speak for the value, 0...1.
    func probability(of support: Double) -> Double {
        let support = min(max(support, Self.supports.lowerBound), Self.supports.upperBound)
        return ceiling / (1 + exp(-(offset + slope * log(support / (1 - support)))))
    }
}
