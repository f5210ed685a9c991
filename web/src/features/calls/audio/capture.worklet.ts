import { FramePacker } from "./framePacker";

/** The parts of AudioWorkletGlobalScope used here: TypeScript's DOM library does not describe it. */
declare const sampleRate: number;
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;
declare class AudioWorkletProcessor {
    readonly port: MessagePort;
}

/** Runs on the audio thread: posts each 20 ms of the microphone to the page as the bytes that go over the socket. */
class CaptureProcessor extends AudioWorkletProcessor {
    private readonly packer = new FramePacker(sampleRate);

    process(inputs: Float32Array[][]): boolean {
        const samples = inputs[0]?.[0];
        if (samples === undefined) return true;
        for (const frame of this.packer.push(samples)) this.port.postMessage(frame.buffer, [frame.buffer]);
        return true;
    }
}

registerProcessor("capture", CaptureProcessor);
