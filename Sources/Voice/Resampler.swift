import Foundation

/// Changes the sample rate of a stream of sound, piece by piece, as if it were one.
///
/// Each output sample is a sum of the input around it, weighted by a sinc under a Hamming window whose cut-off lies below
/// half the lower of the two rates: what the lower rate cannot carry is removed and does not come back as a whistle.
/// The output trails the input by half the filter; `finish()` returns that rest.
public struct Resampler: Sendable {
    public let inputRate: Int
    public let outputRate: Int

    /// Output sample `n` lies at input place `n * step / phases`.
    private let step: Int
    /// One row of weights for each place between two input samples that an output sample can lie at.
    private let weights: [[Float]]
    /// Input samples on either side of an output sample.
    private let reach: Int

    /// What later output still needs of the input, beginning `reach` zeros before the first sample.
    private var input: [Float]
    /// Place of the next output sample, in `1 / phases` of an input sample after `input[reach]`.
    private var place = 0
    /// Samples consumed and produced since the start, so that the whole has exactly its length.
    private var consumed = 0
    private var produced = 0

    /// Zero crossings of the sinc on either side: more is a steeper filter and more work.
    private static let crossings = 12
    /// Room for the filter's slope, as a share of the band.
    private static let usableBand = 0.92

    public init(from inputRate: Int, to outputRate: Int) {
        precondition(inputRate > 0 && outputRate > 0, "A sample rate is a positive number of samples a second")
        self.inputRate = inputRate
        self.outputRate = outputRate
        let divisor = Self.greatestCommonDivisor(inputRate, outputRate)
        let phases = outputRate / divisor
        step = inputRate / divisor
        let cutoff = inputRate == outputRate ? 1 : min(1, Double(outputRate) / Double(inputRate)) * Self.usableBand
        let reach = inputRate == outputRate ? 0 : Int((Double(Self.crossings) / cutoff).rounded(.up))
        self.reach = reach
        weights = (0..<phases).map { Self.weights(at: Double($0) / Double(phases), reach: reach, cutoff: cutoff) }
        input = Array(repeating: 0, count: reach)
    }

    /// The part of the output that the input so far decides.
    public mutating func resample(_ samples: [Int16]) -> [Int16] {
        guard inputRate != outputRate else { return samples }
        consumed += samples.count
        return advance(samples.map(Float.init))
    }

    /// The rest. The stream is over; the next piece begins another.
    public mutating func finish() -> [Int16] {
        guard inputRate != outputRate else { return [] }
        let whole = (consumed * outputRate + inputRate - 1) / inputRate
        let missing = whole - produced
        let rest = advance(Array(repeating: 0, count: reach + 1))
        self = Resampler(from: inputRate, to: outputRate)
        return Array(rest.prefix(missing))
    }

    private mutating func advance(_ samples: [Float]) -> [Int16] {
        input += samples
        var output: [Int16] = []
        output.reserveCapacity(samples.count * outputRate / inputRate + 2)
        while place / weights.count + 2 * reach < input.count {
            let row = weights[place % weights.count]
            output.append(Self.sum(row, input, from: place / weights.count))
            place += step
        }
        let spent = min(place / weights.count, input.count)
        input.removeFirst(spent)
        place -= spent * weights.count
        produced += output.count
        return output
    }

    private static func sum(_ row: [Float], _ input: [Float], from start: Int) -> Int16 {
        let sum = row.withUnsafeBufferPointer { row in
            input.withUnsafeBufferPointer { input in
                var sum: Float = 0
                for index in row.indices { sum += row[index] * input[start + index] }
                return sum
            }
        }
        return Int16(max(-32_768, min(32_767, sum.rounded())))
    }

    /// The weights of `2 * reach + 1` input samples for an output sample that lies `fraction` after the middle one.
    private static func weights(at fraction: Double, reach: Int, cutoff: Double) -> [Float] {
        let raw = (-reach...reach).map { offset -> Double in
            let distance = Double(offset) - fraction
            let angle = Double.pi * distance * cutoff
            let sinc = angle == 0 ? 1 : sin(angle) / angle
            let window = 0.54 + 0.46 * cos(.pi * distance / Double(reach + 1))
            return sinc * window
        }
        // Every row adds up to one: silence stays silence and a steady level has no ripple.
        let sum = raw.reduce(0, +)
        return raw.map { Float($0 / sum) }
    }

    private static func greatestCommonDivisor(_ left: Int, _ right: Int) -> Int {
        right == 0 ? left : greatestCommonDivisor(right, left % right)
    }
}

extension PCM {
    /// The whole sound at another rate.
    public func resampled(to rate: Int) -> PCM {
        guard rate != sampleRate else { return self }
        var resampler = Resampler(from: sampleRate, to: rate)
        return PCM(samples: resampler.resample(samples) + resampler.finish(), sampleRate: rate)
    }
}
