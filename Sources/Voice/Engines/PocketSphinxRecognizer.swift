public import Core
public import Foundation

/// Hears with PocketSphinx within this process, by a language made for each business: some 45 ms of work for a second of speech, 50 ms
/// for a language that is new to a thread, 10 MB for each that it keeps (measured 2026-11-21).
///
/// It knows the words of that language and no others: what it hears is one of its sentences or something that sounds like one.
public struct PocketSphinxRecognizer: Recognizer {
    public let name = "PocketSphinx in this process"

    private let threads: WorkerThreads<Decoders>
    /// For calls of which nothing is known.
    private let general: BusinessLanguage

    /// Utterances that may wait for each thread: more would be answered too late.
    private static let waitingForEach = 4
    /// Others than the likeliest, for values that sound alike.
    private static let mostHypotheses = 5

    /// - Parameters:
    ///   - threads: utterances heard at a time.
    ///   - general: how anybody's callers speak, for utterances that come without a business's language.
    ///   - models: the folder with the acoustic model and the pronouncing dictionary.
    public init(threads: Int, general: CallerLanguage, models: URL = Self.standardModels) {
        self.general = BusinessLanguage(general)
        self.threads = WorkerThreads(name: "hear", count: threads, longestQueue: threads * Self.waitingForEach) {
            Decoders(models: models)
        }
    }

    /// Where Debian's package `pocketsphinx-en-us` puts them.
    public static let standardModels = URL(filePath: "/usr/share/pocketsphinx/model/en-us")

    /// Whether the models are there.
    public static func isInstalled(models: URL = Self.standardModels) -> Bool {
        FileManager.default.fileExists(atPath: Decoders.dictionary(in: models).path)
            && FileManager.default.fileExists(atPath: Decoders.acousticModel(in: models).path)
    }

    public func hypotheses(for utterance: PCM, hints: RecognitionHints) async throws -> [Hypothesis] {
        let language = hints.language ?? general
        return try await threads.run { decoders, _ in
            let sound = utterance.resampled(to: PCM.hearingRate)
            return try decoders.decoder(of: language, expecting: hints.expectation)
                .hypotheses(for: sound.samples, atMost: Self.mostHypotheses)
        }
    }
}

/// The decoders of one thread: those it used last.
struct Decoders {
    private struct Key: Hashable {
        let language: BusinessLanguage
        let expectation: Expectation
    }

    private let models: URL
    /// The one used last at the end.
    private var decoders: [(key: Key, decoder: PocketSphinxDecoder)] = []

    /// 60 MB a thread.
    private static let most = 6

    init(models: URL) {
        self.models = models
    }

    static func dictionary(in models: URL) -> URL { models.appending(path: "cmudict-en-us.dict") }
    static func acousticModel(in models: URL) -> URL { models.appending(path: "en-us") }

    mutating func decoder(of language: BusinessLanguage, expecting expectation: Expectation) throws -> PocketSphinxDecoder {
        // A question that the language has no answers of its own for is any question.
        let key = Key(language: language, expectation: language.callers.answers[expectation] == nil ? .anything : expectation)
        if let index = decoders.firstIndex(where: { $0.key == key }) {
            decoders.append(decoders.remove(at: index))
            return decoders[decoders.count - 1].decoder
        }
        let decoder = try make(language.callers, expecting: key.expectation)
        decoders.append((key, decoder))
        if decoders.count > Self.most { decoders.removeFirst() }
        return decoder
    }

    /// The library reads its language from files alone: they exist while it reads them.
    private func make(_ language: CallerLanguage, expecting expectation: Expectation) throws -> PocketSphinxDecoder {
        let folder = FileManager.default.temporaryDirectory.appending(path: "voiceagent-language-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        let (dictionaryFile, modelFile) = (folder.appending(path: "words.dict"), folder.appending(path: "sentences.lm"))
        let model = TrigramModel(language, expecting: expectation)
        try PronouncingDictionary(of: model.words, from: Self.dictionary(in: models)).text
            .write(to: dictionaryFile, atomically: false, encoding: .utf8)
        try model.arpa().write(to: modelFile, atomically: false, encoding: .utf8)
        return try PocketSphinxDecoder(model: Self.acousticModel(in: models), dictionary: dictionaryFile, language: modelFile)
    }
}
