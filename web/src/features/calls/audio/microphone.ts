import { SAMPLE_RATE } from "./framePacker";
import { levelOf } from "./level";

/** Why the microphone cannot be used, and what the caller can do about it. */
export interface MicrophoneTrouble {
    readonly title: string;
    readonly remedy: string;
}

export interface MicrophoneEvents {
    /** 20 ms: 640 bytes of 16-bit little-endian PCM at 16 kHz. */
    heard(pcm: ArrayBuffer): void;
    /** It was unplugged, or taken away by the system. */
    lost(): void;
}

export interface Microphone {
    /** How loud the caller is now, 0...1. */
    level(): number;
    /** A muted microphone sends silence, so that the agent still notices the end of a sentence. */
    setMuted(isMuted: boolean): void;
    close(): void;
}

/**
 * An audio context for both directions. Call it in a click: browsers keep one that was made otherwise silent.
 * Asks for 16 kHz, so that the browser resamples.
 */
export function openAudio(): AudioContext {
    const context = new AudioContext({ sampleRate: SAMPLE_RATE, latencyHint: "interactive" });
    void context.resume();
    return context;
}

/**
 * Opens the microphone.
 *
 * @throws whatever the browser does; `microphoneTrouble` says what it means.
 */
export async function openMicrophone(context: AudioContext, events: MicrophoneEvents): Promise<Microphone> {
    const stream = await navigator.mediaDevices.getUserMedia({
        // Without echo cancellation the agent hears itself through the loudspeaker.
        audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 },
    });
    const input = await connect(context, stream);
    for (const track of stream.getTracks()) track.onended = () => events.lost();
    const analyser = new AnalyserNode(input.context, { fftSize: 512 });
    const capture = new AudioWorkletNode(input.context, "capture", { numberOfOutputs: 0, channelCount: 1, channelCountMode: "explicit" });
    capture.port.onmessage = (event: MessageEvent<ArrayBuffer>) => events.heard(event.data);
    input.connect(analyser);
    input.connect(capture);
    return {
        level: () => levelOf(analyser),
        setMuted: (isMuted) => stream.getAudioTracks().forEach((track) => (track.enabled = !isMuted)),
        close: () => {
            stream.getTracks().forEach((track) => track.stop());
            input.disconnect();
            capture.port.onmessage = null;
            if (input.context !== context) void (input.context as AudioContext).close();
        },
    };
}

/** What the caller should read when the microphone went away in the middle of a call. */
export const microphoneLost: MicrophoneTrouble = {
    title: "The microphone is gone",
    remedy: "Connect it again and press Speak, or type instead.",
};

/** What a failure to open the microphone means to a person. */
export function microphoneTrouble(error: unknown): MicrophoneTrouble {
    if (!window.isSecureContext || navigator.mediaDevices === undefined) {
        return {
            title: "This page may not use the microphone",
            remedy: "Browsers allow it on secure (https) addresses only. Open the secure address of this page, or type instead.",
        };
    }
    switch (error instanceof Error ? error.name : "") {
        case "NotAllowedError":
            return {
                title: "The microphone is blocked",
                remedy: "Allow it with the icon beside the address of this page, then try again. Or type instead.",
            };
        case "NotFoundError":
        case "OverconstrainedError":
            return { title: "No microphone was found", remedy: "Connect one and try again, or type instead." };
        case "NotReadableError":
        case "AbortError":
            return { title: "The microphone is busy", remedy: "Another program may be using it: close that and try again, or type." };
        default:
            return { title: "The microphone could not be started", remedy: "Try again, or type instead." };
    }
}

/** Firefox refuses a microphone in a context of another rate: there it gets a context of its own, and the worklet resamples. */
async function connect(context: AudioContext, stream: MediaStream): Promise<MediaStreamAudioSourceNode> {
    try {
        await context.audioWorklet.addModule(CAPTURE_WORKLET_URL);
        return new MediaStreamAudioSourceNode(context, { mediaStream: stream });
    } catch (error) {
        if (!(error instanceof DOMException) || error.name !== "NotSupportedError") {
            stream.getTracks().forEach((track) => track.stop());
            throw error;
        }
        const own = new AudioContext({ latencyHint: "interactive" });
        await own.audioWorklet.addModule(CAPTURE_WORKLET_URL);
        return new MediaStreamAudioSourceNode(own, { mediaStream: stream });
    }
}
