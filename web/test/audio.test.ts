import assert from "node:assert/strict";
import { test } from "node:test";
import { FramePacker, SAMPLES_PER_FRAME } from "../src/features/calls/audio/framePacker";
import { loudness } from "../src/features/calls/audio/level";
import { decodePCM } from "../src/features/calls/audio/playback";
import { PlaybackSchedule } from "../src/features/calls/audio/playbackSchedule";

/** One second of a tone, in the blocks of 128 samples that a browser hands to a worklet. */
function frames(inputRate: number, frequency: number): Int16Array[] {
    const packer = new FramePacker(inputRate);
    const samples = Float32Array.from({ length: inputRate }, (_, index) => 0.5 * Math.sin((2 * Math.PI * frequency * index) / inputRate));
    const packed: Int16Array[] = [];
    for (let start = 0; start < samples.length; start += 128) packed.push(...packer.push(samples.subarray(start, start + 128)));
    return packed;
}

for (const rate of [16_000, 44_100, 48_000]) {
    test(`a second at ${rate} Hz becomes fifty frames of 640 bytes`, () => {
        const packed = frames(rate, 300);
        assert.equal(packed.length, 50);
        assert.ok(packed.every((frame) => frame.byteLength === 2 * SAMPLES_PER_FRAME));
    });

    test(`a tone at ${rate} Hz keeps its pitch and loudness`, () => {
        const samples = frames(rate, 300).flatMap((frame) => [...frame]);
        const risings = samples.filter((sample, index) => sample >= 0 && (samples[index - 1] ?? 0) < 0).length;
        assert.ok(Math.abs(risings - 300) <= 1, `${risings} periods`);
        assert.ok(Math.abs(Math.max(...samples) - 16_384) < 200);
    });
}

test("samples beyond full scale are clipped, not wrapped", () => {
    const [frame] = new FramePacker(16_000).push(new Float32Array(SAMPLES_PER_FRAME).fill(1.7));
    assert.ok(frame?.every((sample) => sample === 32_767));
});

test("pieces of the agent's voice follow one another without a gap", () => {
    const schedule = new PlaybackSchedule();
    assert.deepEqual([schedule.add(0.5, 10), schedule.add(0.5, 10.1), schedule.add(0.5, 10.2)], [10.05, 10.55, 11.05]);
});

test("a piece of 20 ms that comes just in time follows without a gap", () => {
    const schedule = new PlaybackSchedule();
    schedule.add(0.02, 10);
    assert.deepEqual([schedule.add(0.02, 10.06), schedule.add(0.02, 10.08)], [10.07, 10.09]);
});

test("a late piece starts a little after now, not in the past", () => {
    const schedule = new PlaybackSchedule();
    schedule.add(0.5, 10);
    assert.equal(schedule.add(0.5, 20), 20.05);
});

test("after the buffer is cleared the next piece does not wait for what was dropped", () => {
    const schedule = new PlaybackSchedule();
    schedule.add(30, 10);
    schedule.clear();
    assert.equal(schedule.add(0.5, 11), 11.05);
});

test("the agent's bytes are little-endian samples; an odd last byte is left out", () => {
    assert.deepEqual([...decodePCM(Uint8Array.from([0x00, 0x40, 0x00, 0x80, 0x7f]).buffer)], [0.5, -1]);
});

test("silence has no loudness and full scale no more than one", () => {
    assert.equal(loudness(new Float32Array(512)), 0);
    assert.equal(loudness(new Float32Array(512).fill(1)), 1);
});
