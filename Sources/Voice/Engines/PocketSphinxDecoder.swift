import CPocketSphinx
import Core
import Foundation

/// One decoder of the PocketSphinx library, which listens with one business's language. One thread at a time uses it.
final class PocketSphinxDecoder {
    enum Failure: Error, Sendable, Hashable {
        /// The acoustic model, the dictionary or the language model could not be loaded.
        case notLoaded
        /// The sound could not be decoded.
        case notDecoded
    }

    private let decoder: OpaquePointer
    /// How much lower the score of a path is that is less likely by a factor of e. The library shifts logarithms to the base 1.0001 by
    /// ten bits, and its acoustic likelihoods are too sure of themselves by a factor of 20 (its own `-ascale`).
    private static let scoreOfOneE = 20.0 / (1_024 * log(1.0001))
    /// How much less likely each further word makes a path (the library's own is 0.65): fewer digits are made of breath. Measured
    /// 2026-11-21 on digits joined to telephone numbers, where it took one error in forty.
    private static let wordPenalty = "0.1"
    /// Hypotheses read of one utterance. Most differ in a pause alone.
    private static let mostPaths = 60

    /// - Parameters:
    ///   - model: the folder of an acoustic model.
    ///   - dictionary, language: files, which are not needed any more when this returns.
    init(model: URL, dictionary: URL, language: URL) throws {
        err_set_logfp(nil)
        let options = ["decoder", "-hmm", model.path, "-wip", Self.wordPenalty, "-dict", dictionary.path, "-lm", language.path]
        var arguments = options.map { strdup($0) }
        defer { for argument in arguments { free(argument) } }
        guard let configuration = cmd_ln_parse_r(nil, ps_args(), Int32(arguments.count), &arguments, 0) else { throw Failure.notLoaded }
        defer { cmd_ln_free_r(configuration) }
        guard let decoder = ps_init(configuration) else { throw Failure.notLoaded }
        self.decoder = decoder
    }

    deinit {
        ps_free(decoder)
    }

    /// What may have been said, the likeliest first.
    ///
    /// - Parameter samples: a whole utterance at 16 kHz.
    func hypotheses(for samples: [Int16], atMost most: Int) throws -> [Hypothesis] {
        guard ps_start_utt(decoder) == 0 else { throw Failure.notDecoded }
        let frames = samples.withUnsafeBufferPointer { samples in
            // As one whole: the loudness of the line is learnt from this utterance, and nothing stays for the next caller's.
            ps_process_raw(decoder, samples.baseAddress, samples.count, 0, 1)
        }
        guard ps_end_utt(decoder) == 0, frames >= 0 else { throw Failure.notDecoded }
        return paths(atMost: most)
    }

    private func paths(atMost most: Int) -> [Hypothesis] {
        guard let likeliest = ps_get_hyp(decoder, nil).map({ String(cString: $0) }), !likeliest.isEmpty else { return [] }
        let confidence = confidence(wordCount: likeliest.split(separator: " ").count)
        var found: [(text: String, score: Int32)] = []
        var path = ps_nbest(decoder)
        var read = 0
        while let current = path {
            var score: Int32 = 0
            if let text = ps_nbest_hyp(current, &score).map({ String(cString: $0) }), !text.isEmpty,
                !found.contains(where: { $0.text == text })
            {
                found.append((text, score))
            }
            read += 1
            guard found.count < most, read < Self.mostPaths else {
                ps_nbest_free(current)
                break
            }
            // Frees itself after the last.
            path = ps_nbest_next(current)
        }
        guard let best = found.map(\.score).max() else { return [Hypothesis(Self.written(likeliest), confidence: confidence)] }
        return found.sorted { $0.score > $1.score }.map { text, score in
            Hypothesis(Self.written(text), confidence: confidence * exp(Double(score - best) / Self.scoreOfOneE))
        }
    }

    /// The likelihood of a word of the best path, in the geometric mean, among all paths that the decoder followed.
    private func confidence(wordCount: Int) -> Double {
        let likelihood = logmath_exp(ps_get_logmath(decoder), ps_get_prob(decoder))
        return min(1, pow(likelihood, 1 / Double(max(1, wordCount))))
    }

    /// Letters are spelt "a." in the dictionary, so that they differ from the words "a" and "i".
    private static func written(_ text: String) -> String {
        text.split(separator: " ").map { $0.count == 2 && $0.hasSuffix(".") ? $0.dropLast() : $0 }.joined(separator: " ")
    }
}
