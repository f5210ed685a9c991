/// Sound in a RIFF WAVE file: the way it is stored, and sent to recognisers.
///
/// Reads 8-bit and 16-bit PCM and μ-law (formats 1, 7 and 0xFFFE around either), 8 to 48 kHz, mono, or stereo mixed to
/// mono. Writes 16-bit mono PCM. Lengths that a streaming writer left as placeholders mean "to the end".
public enum WAVE {
    /// Ten minutes at 48 kHz in stereo, and some.
    public static let largestFile = 120 << 20
    public static let sampleRates = 8_000...48_000

    /// Why a file cannot be read. Its description may be shown to the person who sent the file.
    public enum Error: Swift.Error, Hashable, CustomStringConvertible {
        case notWAVE
        /// The file ends, or has no sound, where the given part should be.
        case truncated(part: String)
        case unsupportedFormat(code: Int, bits: Int)
        case unsupportedSampleRate(Int)
        case unsupportedChannels(Int)
        case tooLarge(bytes: Int)

        public var description: String {
            switch self {
            case .notWAVE: "This is not a WAV file."
            case .truncated(let part): "This WAV file ends before its \(part)."
            case .unsupportedFormat(let code, let bits):
                "This WAV file holds sound in format \(code) with \(bits) bits a sample; use 8-bit or 16-bit PCM, or μ-law."
            case .unsupportedSampleRate(let rate): "This WAV file has \(rate) samples a second; use 8000 to 48000."
            case .unsupportedChannels(let count): "This WAV file has \(count) channels; use one or two."
            case .tooLarge(let bytes): "This WAV file has \(bytes >> 20) MiB; use at most \(largestFile >> 20) MiB."
            }
        }
    }

    public static func read(_ bytes: [UInt8]) throws(Error) -> PCM {
        guard bytes.count <= largestFile else { throw .tooLarge(bytes: bytes.count) }
        guard bytes.count >= 12, bytes[0..<4].elementsEqual("RIFF".utf8), bytes[8..<12].elementsEqual("WAVE".utf8) else { throw .notWAVE }
        var format: Format?
        var position = 12
        while position + 8 <= bytes.count {
            let name = bytes[position..<position + 4]
            let start = position + 8
            let length = bytes.littleEndian(at: position + 4, bytes: 4)
            let body = bytes[start..<min(start + length, bytes.count)]
            if name.elementsEqual("fmt ".utf8) {
                format = try Format(body)
            } else if name.elementsEqual("data".utf8) {
                guard let format else { throw .truncated(part: "description") }
                return PCM(samples: format.samples(in: body), sampleRate: format.sampleRate)
            }
            // Chunks begin at even places.
            position = start + length + length % 2
        }
        throw .truncated(part: format == nil ? "description" : "sound")
    }

    /// The sound as a whole file.
    public static func write(_ sound: PCM) -> [UInt8] {
        let data = sound.littleEndianBytes
        return header(channels: 1, sampleRate: sound.sampleRate, dataBytes: data.count) + data
    }

    /// Bytes of a header.
    public static let headerLength = 44

    /// What stands before 16-bit samples in a file.
    ///
    /// - Parameter dataBytes: how many bytes of samples follow; nil while that is not known, which means to the end of the file.
    public static func header(channels: Int, sampleRate: Int, dataBytes: Int?) -> [UInt8] {
        let unknown = Int(UInt32.max)
        var header: [UInt8] = []
        header.reserveCapacity(headerLength)
        header += "RIFF".utf8
        header.append(littleEndian: dataBytes.map { $0 + headerLength - 8 } ?? unknown, bytes: 4)
        header += "WAVEfmt ".utf8
        header.append(littleEndian: 16, bytes: 4)
        header.append(littleEndian: Format.Encoding.pcm, bytes: 2)
        header.append(littleEndian: channels, bytes: 2)
        header.append(littleEndian: sampleRate, bytes: 4)
        header.append(littleEndian: sampleRate * 2 * channels, bytes: 4)
        header.append(littleEndian: 2 * channels, bytes: 2)
        header.append(littleEndian: 16, bytes: 2)
        header += "data".utf8
        header.append(littleEndian: dataBytes ?? unknown, bytes: 4)
        return header
    }
}

extension WAVE {
    /// The `fmt ` chunk.
    private struct Format {
        enum Encoding {
            static let pcm = 1
            static let muLaw = 7
            /// The code proper is in the first bytes of the sub-format.
            static let extensible = 0xFFFE
        }

        let sampleRate: Int
        private let channels: Int
        private let sample: Sample

        private enum Sample {
            case unsigned8, signed16, muLaw
        }

        init(_ chunk: ArraySlice<UInt8>) throws(Error) {
            guard chunk.count >= 16 else { throw .truncated(part: "description") }
            let bytes = Array(chunk)
            var code = bytes.littleEndian(at: 0, bytes: 2)
            if code == Encoding.extensible, bytes.count >= 26 { code = bytes.littleEndian(at: 24, bytes: 2) }
            channels = bytes.littleEndian(at: 2, bytes: 2)
            sampleRate = bytes.littleEndian(at: 4, bytes: 4)
            let bits = bytes.littleEndian(at: 14, bytes: 2)
            switch (code, bits) {
            case (Encoding.pcm, 8): sample = .unsigned8
            case (Encoding.pcm, 16): sample = .signed16
            case (Encoding.muLaw, 8): sample = .muLaw
            default: throw .unsupportedFormat(code: code, bits: bits)
            }
            guard (1...2).contains(channels) else { throw .unsupportedChannels(channels) }
            guard sampleRates.contains(sampleRate) else { throw .unsupportedSampleRate(sampleRate) }
        }

        /// The samples of all whole frames.
        func samples(in data: ArraySlice<UInt8>) -> [Int16] {
            let single: [Int16] =
                switch sample {
                case .unsigned8: data.map { Int16(Int($0) - 128) << 8 }
                case .signed16: PCM(littleEndian: data, sampleRate: sampleRate).samples
                case .muLaw: data.map(MuLaw.decode)
                }
            guard channels == 2 else { return single }
            return stride(from: 0, to: single.count - 1, by: 2).map { left in
                let sum = Int(single[left]) + Int(single[left + 1])
                return Int16(sum / 2)
            }
        }
    }
}

extension [UInt8] {
    fileprivate func littleEndian(at position: Int, bytes: Int) -> Int {
        (0..<bytes).reduce(0) { $0 | Int(self[position + $1]) << (8 * $1) }
    }

    fileprivate mutating func append(littleEndian value: Int, bytes: Int) {
        for index in 0..<bytes { append(UInt8(truncatingIfNeeded: value >> (8 * index))) }
    }
}
