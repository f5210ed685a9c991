/** Speech at a normal distance has a root mean square of about 0.1 of full scale; loud speech, this. */
const LOUD = 0.3;

/** How loud what passes through an analyser is now: 0 silence, 1 loud speech. */
export function levelOf(analyser: AnalyserNode): number {
    const samples = new Float32Array(analyser.fftSize);
    analyser.getFloatTimeDomainData(samples);
    return loudness(samples);
}

/** 0 silence, 1 loud speech; the square root makes soft speech visible. */
export function loudness(samples: Float32Array): number {
    let energy = 0;
    for (const sample of samples) energy += sample * sample;
    return Math.min(1, Math.sqrt(Math.sqrt(energy / samples.length) / LOUD));
}
