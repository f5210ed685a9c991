import Foundation
import Voice

/// A stereo WAV file that grows while a call lasts.
///
/// Its header says "to the end" until it is closed: whatever happens to this process, what was written can be played.
actor RecordingFile {
    private static let channels = 2
    private static let bytesPerSecond = channels * 2 * PCM.hearingRate

    private let executor = FileExecutor(name: "recording")
    private let handle: FileHandle
    private var dataBytes: Int

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Goes on with a file that is there.
    init(at url: URL) throws {
        let descriptor = open(url.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw RecordingError.cannotWrite(errno: errno) }
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        let length = Int(try handle.seekToEnd())
        dataBytes = max(0, length - WAVE.headerLength)
        let header = WAVE.header(channels: Self.channels, sampleRate: PCM.hearingRate, dataBytes: nil)
        try handle.seek(toOffset: 0)
        try handle.write(contentsOf: header)
        try handle.seekToEnd()
    }

    /// - Parameter pairs: left and right samples in turn.
    func append(_ pairs: [Int16]) throws {
        guard !pairs.isEmpty else { return }
        try handle.write(contentsOf: PCM(samples: pairs, sampleRate: PCM.hearingRate).littleEndianBytes)
        dataBytes += pairs.count * 2
    }

    func close() throws {
        try handle.seek(toOffset: 0)
        try handle.write(contentsOf: WAVE.header(channels: Self.channels, sampleRate: PCM.hearingRate, dataBytes: dataBytes))
        try handle.close()
    }

    static func duration(ofBytes bytes: Int) -> Duration {
        .milliseconds(max(0, bytes - WAVE.headerLength) * 1_000 / bytesPerSecond)
    }
}
