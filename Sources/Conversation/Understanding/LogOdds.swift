import Foundation

/// The probability that log-odds stand for.
func probability(_ score: Double) -> Double { 1 / (1 + exp(-score)) }

/// The log-odds of a probability, kept within what a caller's words can prove.
func logit(_ probability: Double) -> Double {
    let bounded = min(max(probability, 0.02), 0.98)
    return log(bounded / (1 - bounded))
}
