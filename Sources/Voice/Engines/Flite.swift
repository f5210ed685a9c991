import CFlite

/// The flite library: a voice, and how words are pronounced.
///
/// The library keeps its voice for the whole process and only reads it; what an utterance changes is the utterance's own
/// (flite 2.2, `utt_init` copies the voice's features). So any thread may use it.
enum Flite {
    static let sampleRate = 16_000

    /// Made once, never changed and never given back.
    private nonisolated(unsafe) static let voice: UnsafeMutablePointer<cst_voice>? = {
        flite_init()
        return register_cmu_us_slt(nil)
    }()

    /// Samples in a piece: a tenth of a second.
    private static let pieceLength: Int32 = 1_600

    /// Gives the text as sound, piece by piece as it is made, until it is told that nobody listens.
    ///
    /// - Parameter listen: false ends it.
    static func speak(_ text: String, speed: Double, listen: (UnsafeBufferPointer<Int16>) -> Bool) {
        withoutActuallyEscaping(listen) { listen in
            var listener = Listener(listen: listen)
            withUnsafeMutablePointer(to: &listener) { listener in
                guard let voice, let utterance = new_utterance() else { return }
                defer { delete_utterance(utterance) }
                utt_set_input_text(utterance, text)
                utt_init(utterance, voice)
                feat_set_float(utterance.pointee.features, Feature.durationStretch, Float(1 / speed))
                guard let streaming = new_audio_streaming_info() else { return }
                streaming.pointee.min_buffsize = pieceLength
                streaming.pointee.userdata = UnsafeMutableRawPointer(listener)
                streaming.pointee.asc = { wave, start, size, _, streaming in
                    guard let wave, let samples = wave.pointee.samples, let listener = streaming?.pointee.userdata else {
                        return CST_AUDIO_STREAM_STOP
                    }
                    let piece = UnsafeBufferPointer(start: samples + Int(start), count: Int(size))
                    let goesOn = piece.isEmpty || listener.assumingMemoryBound(to: Listener.self).pointee.listen(piece)
                    return goesOn ? CST_AUDIO_STREAM_CONT : CST_AUDIO_STREAM_STOP
                }
                // From here on the utterance owns it.
                feat_set(utterance.pointee.features, Feature.streaming, audio_streaming_info_val(streaming))
                utt_synth(utterance)
            }
        }
    }

    /// Names of features. The library keeps the pointer it is given and no copy: these are part of the program and stay.
    private enum Feature {
        static var durationStretch: UnsafePointer<CChar> { pointer(to: "duration_stretch") }
        static var streaming: UnsafePointer<CChar> { pointer(to: "streaming_info") }

        private static func pointer(to name: StaticString) -> UnsafePointer<CChar> {
            UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
        }
    }

    private struct Listener {
        let listen: (UnsafeBufferPointer<Int16>) -> Bool
    }

    /// The sounds of a word, found in flite's lexicon or made by its rules, in the notation of the CMU dictionary without stress:
    /// "margherita" is `M AA R G R IY T AH`.
    static func pronunciation(of word: String) -> [String] {
        guard let voice, let value = feat_val(voice.pointee.features, "lexicon"), let lexicon = val_lexicon(value) else { return [] }
        let phones = lex_lookup(lexicon, word, nil, nil)
        defer { delete_val(UnsafeMutablePointer(mutating: phones)) }
        var sounds: [String] = []
        var next = UnsafePointer(phones)
        while let current = next {
            if let text = val_string(val_car(current)) { sounds.append(sound(String(cString: text))) }
            next = val_cdr(current)
        }
        return sounds
    }

    /// "aa1" is `AA`; flite alone has a sound for an unstressed vowel.
    private static func sound(_ phone: String) -> String {
        let plain = phone.filter(\.isLetter).uppercased()
        return plain == "AX" ? "AH" : plain
    }
}
