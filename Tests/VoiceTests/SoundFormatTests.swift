import Testing
import Voice

@Suite struct SoundFormatTests {
    let sound = PCM(samples: [0, 1, -1, 32_767, -32_768, 12_345], sampleRate: 16_000)

    @Test func `A written WAV file reads as the same sound`() throws {
        #expect(try WAVE.read(WAVE.write(sound)) == sound)
        #expect(WAVE.write(sound).count == 44 + 12)
    }

    @Test func `Stereo is mixed, eight bits are widened, μ-law is decoded`() throws {
        let stereo = file(format: 1, channels: 2, rate: 8_000, bits: 16, data: [100, 0, 200, 0, 0xFF, 0xFF, 0xFF, 0xFF])
        #expect(try WAVE.read(stereo) == PCM(samples: [150, -1], sampleRate: 8_000))
        let narrow = file(format: 1, channels: 1, rate: 48_000, bits: 8, data: [128, 255, 0])
        #expect(try WAVE.read(narrow) == PCM(samples: [0, 32_512, -32_768], sampleRate: 48_000))
        let telephone = file(format: 7, channels: 1, rate: 8_000, bits: 8, data: [0xFF, 0x00, 0x80])
        #expect(try WAVE.read(telephone) == PCM(samples: [0, -32_124, 32_124], sampleRate: 8_000))
    }

    @Test func `Unknown chunks are skipped and placeholder lengths mean to the end`() throws {
        var streamed = Array("RIFF".utf8) + [0xFF, 0xFF, 0xFF, 0xFF] + Array("WAVELIST".utf8) + [3, 0, 0, 0, 1, 2, 3, 0]
        streamed += WAVE.write(sound).dropFirst(12).prefix(28) + [0xFF, 0xFF, 0xFF, 0xFF] + sound.littleEndianBytes
        #expect(try WAVE.read(streamed) == sound)
    }

    @Test(
        arguments: [
            ([], WAVE.Error.notWAVE),
            (Array("ID3 this is a song and not a wave".utf8), .notWAVE),
            (Array(WAVE.write(PCM(samples: [1], sampleRate: 16_000)).prefix(30)), .truncated(part: "description")),
            (Array(WAVE.write(PCM(samples: [1], sampleRate: 16_000)).prefix(36)), .truncated(part: "sound")),
            (file(format: 1, channels: 1, rate: 16_000, bits: 24, data: []), .unsupportedFormat(code: 1, bits: 24)),
            (file(format: 85, channels: 1, rate: 16_000, bits: 16, data: []), .unsupportedFormat(code: 85, bits: 16)),
            (file(format: 1, channels: 6, rate: 16_000, bits: 16, data: []), .unsupportedChannels(6)),
            (file(format: 1, channels: 1, rate: 96_000, bits: 16, data: []), .unsupportedSampleRate(96_000)),
            (file(format: 1, channels: 1, rate: 0, bits: 16, data: []), .unsupportedSampleRate(0)),
        ] as [([UInt8], WAVE.Error)]
    ) func `A file that cannot be read says why`(bytes: [UInt8], error: WAVE.Error) {
        #expect(throws: error) { try WAVE.read(bytes) }
    }

    @Test func `A file cut anywhere never stops the program`() {
        let whole = WAVE.write(sound)
        for length in whole.indices { _ = try? WAVE.read(Array(whole.prefix(length))) }
    }

    @Test func `Samples survive bytes cut anywhere`() {
        let bytes = sound.littleEndianBytes
        for cut in 0...bytes.count {
            var reader = LittleEndianSamples()
            #expect(reader.read(bytes[..<cut]) + reader.read(bytes[cut...]) == sound.samples)
        }
    }

    @Test func `μ-law keeps every code and stays within half a step`() {
        for byte in UInt8.min ... .max where byte != 0x7F {
            #expect(MuLaw.encode(MuLaw.decode(byte)) == byte)
        }
        // Both zeros are silence.
        #expect(MuLaw.decode(0x7F) == 0 && MuLaw.decode(0xFF) == 0)
        for sample in stride(from: -32_768, through: 32_767, by: 7) {
            let error = abs(Int(MuLaw.decode(MuLaw.encode(Int16(sample)))) - sample)
            #expect(error <= max(4, abs(sample) / 31 + 4), "\(sample)")
        }
    }
}

private func file(format: Int, channels: Int, rate: Int, bits: Int, data: [UInt8]) -> [UInt8] {
    func bytes(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
    let block = channels * bits / 8
    let description = bytes(format, 2) + bytes(channels, 2) + bytes(rate, 4) + bytes(rate * block, 4) + bytes(block, 2) + bytes(bits, 2)
    let chunks = Array("WAVEfmt ".utf8) + bytes(16, 4) + description + Array("data".utf8) + bytes(data.count, 4) + data
    return Array("RIFF".utf8) + bytes(chunks.count, 4) + chunks
}
