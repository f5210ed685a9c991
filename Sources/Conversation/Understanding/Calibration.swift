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

    /// Hardly any answer comes to 0.95: what tells who somebody is wants to be said back, however clearly it was heard once.
    static let name = Calibration(offset: 2.7, slope: 1.6, ceiling: 0.945)
    /// What differing answers make likeliest together is never more than likely.
    static let spelledName = Calibration(offset: -0.5, slope: 0.6, ceiling: 0.8)
    /// Of dates that no hypothesis disputes 95 % are right, give or take two: the ceiling is what is known for sure.
    static let birthDate = Calibration(offset: 2.2, slope: 0.8, ceiling: 0.935)
    static let postcode = Calibration(offset: 1.7, slope: 0.83, ceiling: 0.97)

    /// Supports are known no better than that.
    private static let supports = 0.001...0.99

    /// - Parameters:
    ///   - support: the share of the hypotheses that speak for the value, 0...1.
    ///   - doubt: log-odds by which it is less likely than others with that support.
    func probability(of support: Double, doubt: Double = 0) -> Double {
        let support = min(max(support, Self.supports.lowerBound), Self.supports.upperBound)
        return ceiling / (1 + exp(-(offset + slope * log(support / (1 - support)) - doubt)))
    }
}
