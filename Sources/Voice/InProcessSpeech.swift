public import Core

/// The engines that need nothing but this process and a few libraries of the system.
public enum InProcessSpeech {
    /// - Parameters:
    ///   - threads: utterances heard at a time.
    ///   - general: how callers speak of whose business nothing is known.
    /// - Returns: nil where the program was built without the libraries, or the acoustic model is not installed.
    public static func recognizer(threads: Int, general: CallerLanguage) -> (any Recognizer)? {
        #if SPEECH_LIBRARIES
            return PocketSphinxRecognizer.isInstalled() ? PocketSphinxRecognizer(threads: threads, general: general) : nil
        #else
            return nil
        #endif
    }

    /// - Parameter threads: sentences spoken at a time.
    /// - Returns: nil where the program was built without the libraries.
    public static func synthesizer(threads: Int) -> (any Synthesizer)? {
        #if SPEECH_LIBRARIES
            return FliteSynthesizer(threads: threads)
        #else
            return nil
        #endif
    }
}
