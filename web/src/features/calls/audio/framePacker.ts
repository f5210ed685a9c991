/** What the server hears: 16 kHz mono. */
export const SAMPLE_RATE = 16_000;
/** 20 ms. */
export const SAMPLES_PER_FRAME = 320;

/**
 * Turns samples of any rate from 16 kHz up, in blocks of any length, into frames of 320 16-bit samples at 16 kHz.
 *
 * Each output sample is the mean of the input it spans: a low-pass good enough for speech, and exact when the rates are equal.
 */
export class FramePacker {
    private readonly step: number;
    private frame = new Int16Array(SAMPLES_PER_FRAME);
    private filled = 0;
    /** Input gathered for the next output sample: its weighted sum, and how much of `step` that covers. */
    private sum = 0;
    private covered = 0;

    /** @param inputRate samples per second, at least 16,000 */
    constructor(inputRate: number) {
        this.step = inputRate / SAMPLE_RATE;
    }

    /** @returns the frames that these samples (-1...1) completed, oldest first */
    push(samples: Float32Array): Int16Array[] {
        const frames: Int16Array[] = [];
        for (const sample of samples) {
            const share = Math.min(1, this.step - this.covered);
            this.sum += sample * share;
            this.covered += share;
            if (this.covered < this.step - 1e-9) continue;
            this.emit(this.sum / this.step, frames);
            this.covered = 1 - share;
            this.sum = sample * this.covered;
        }
        return frames;
    }

    private emit(sample: number, frames: Int16Array[]): void {
        this.frame[this.filled] = Math.round(Math.max(-1, Math.min(1, sample)) * 32_767);
        this.filled += 1;
        if (this.filled < SAMPLES_PER_FRAME) return;
        frames.push(this.frame);
        this.frame = new Int16Array(SAMPLES_PER_FRAME);
        this.filled = 0;
    }
}
