import Logging
import Storage
import Voice

/// A line whose sound is written down while it passes, whoever answers.
///
/// Recording never holds up a call: what cannot be written is given up, and the call goes on.
actor RecordedLine: CallLine {
    nonisolated let outputs: AsyncStream<LineOutput>
    private let output: AsyncStream<LineOutput>.Continuation
    private let line: any CallLine
    private let inputs: AsyncStream<Input>
    private let input: AsyncStream<Input>.Continuation
    private let open: @Sendable () async throws -> RecordingFile
    private let time: LineTime
    private let logger: Logger

    private var mixer = StereoMixer()
    /// One file, however many wait for it.
    private var opening: Task<RecordingFile, any Error>?
    private var isGivenUp = false
    private var writtenAt = Duration.zero

    /// Sound goes to the file in pieces of this length.
    private static let piece = Duration.seconds(1)
    /// What the line behind has not taken yet: half a minute of sound.
    private static let waitingInputs = 1_500

    private enum Input: Sendable {
        case begin
        case sound([Int16])
        case text(String)
        case keys(String)
        case edit(field: String, value: String?)
        case speakAloud(Bool)
        case played(Int)
        case finish
    }

    /// - Parameter open: makes the file; called with the first sound, so that calls without any leave nothing.
    init(
        _ line: any CallLine, time: LineTime = .starting(), logger: Logger,
        opening open: @escaping @Sendable () async throws -> RecordingFile
    ) {
        self.line = line
        self.time = time
        self.logger = logger
        self.open = open
        (outputs, output) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(BuiltInLine.Limit.waitingOutputs))
        (inputs, input) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(Self.waitingInputs))
    }

    func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.forward() }
            group.addTask { await self.listen() }
            await line.run()
            input.finish()
        }
        await close()
        output.finish()
    }

    func begin() { input.yield(.begin) }

    func hear(_ samples: [Int16]) { input.yield(.sound(samples)) }

    func type(_ text: String) { input.yield(.text(text)) }

    func press(_ keys: String) { input.yield(.keys(keys)) }

    func edit(_ field: String, to value: String?) { input.yield(.edit(field: field, value: value)) }

    func speakAloud(_ isWanted: Bool) { input.yield(.speakAloud(isWanted)) }

    func played(_ mark: Int) { input.yield(.played(mark)) }

    func finish() { input.yield(.finish) }

    func hangUp() async { await line.hangUp() }

    func turnAway() async { await line.turnAway() }

    private func forward() async {
        for await input in inputs {
            switch input {
            case .begin: await line.begin()
            case .sound(let samples):
                mixer.heard(samples, at: time.now())
                await line.hear(samples)
                await write()
            case .text(let text): await line.type(text)
            case .keys(let keys): await line.press(keys)
            case .edit(let field, let value): await line.edit(field, to: value)
            case .speakAloud(let isWanted): await line.speakAloud(isWanted)
            case .played(let mark): await line.played(mark)
            case .finish: await line.finish()
            }
        }
    }

    private func listen() async {
        for await passing in line.outputs {
            switch passing {
            case .audio(let sound): mixer.said(sound.samples, at: time.now())
            case .clearPlayback: mixer.clear(at: time.now())
            case .mark, .state, .userStartedSpeaking, .userStoppedSpeaking, .failed: break
            }
            output.yield(passing)
            await write()
        }
    }

    private func write() async {
        let now = time.now()
        guard now - writtenAt >= Self.piece else { return }
        writtenAt = now
        await append(mixer.drain(at: now))
    }

    private func close() async {
        await append(mixer.finish())
        guard !isGivenUp else { return }
        do {
            try await opening?.value.close()
        } catch {
            giveUp(error)
        }
    }

    private func append(_ pairs: [Int16]) async {
        guard !pairs.isEmpty, !isGivenUp else { return }
        do {
            let opening = opening ?? Task { [open] in try await open() }
            self.opening = opening
            try await opening.value.append(pairs)
        } catch {
            giveUp(error)
        }
    }

    private func giveUp(_ error: any Error) {
        isGivenUp = true
        logger.error("A call could not be recorded", metadata: ["error": "\(error)"])
    }
}
