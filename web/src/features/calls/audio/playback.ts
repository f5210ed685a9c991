import { SAMPLE_RATE } from "./framePacker";
import { levelOf } from "./level";
import { PlaybackSchedule } from "./playbackSchedule";

/** Plays the agent's voice: 16-bit little-endian mono PCM at 16 kHz, which arrives ahead of time and queues here. */
export class Playback {
    private readonly schedule = new PlaybackSchedule();
    private readonly sounding = new Set<AudioBufferSourceNode>();
    private readonly analyser: AnalyserNode;

    /** @param audibleChanged told when the agent starts and stops being heard */
    constructor(private readonly context: AudioContext, private readonly audibleChanged: (isAudible: boolean) => void) {
        this.analyser = new AnalyserNode(context, { fftSize: 512 });
        this.analyser.connect(context.destination);
    }

    play(pcm: ArrayBuffer): void {
        const samples = decodePCM(pcm);
        if (samples.length === 0) return;
        const buffer = new AudioBuffer({ length: samples.length, numberOfChannels: 1, sampleRate: SAMPLE_RATE });
        buffer.copyToChannel(samples, 0);
        const source = new AudioBufferSourceNode(this.context, { buffer });
        source.connect(this.analyser);
        source.onended = () => this.ended(source);
        source.start(this.schedule.add(buffer.duration, this.context.currentTime));
        this.sounding.add(source);
        this.audibleChanged(true);
    }

    /** Stops at once and drops the queue. */
    clear(): void {
        this.schedule.clear();
        for (const source of this.sounding) {
            source.onended = null;
            source.stop();
        }
        this.sounding.clear();
        this.audibleChanged(false);
    }

    /** How loud the agent is now, 0...1. */
    level(): number {
        return levelOf(this.analyser);
    }

    private ended(source: AudioBufferSourceNode): void {
        this.sounding.delete(source);
        if (this.sounding.size === 0) this.audibleChanged(false);
    }
}

/** Samples -1...1; an odd last byte is left out. */
export function decodePCM(pcm: ArrayBuffer): Float32Array {
    const view = new DataView(pcm);
    const samples = new Float32Array(Math.floor(pcm.byteLength / 2));
    for (let index = 0; index < samples.length; index += 1) samples[index] = view.getInt16(index * 2, true) / 32_768;
    return samples;
}
