/** Two soft notes, a fifth apart. Hertz. */
const NOTES = [659.25, 987.77];
const NOTE_SECONDS = 0.32;

/** Plays a short chime. Silent until this page has been clicked once, as browsers ask. */
export function chime(context: AudioContext): void {
    NOTES.forEach((frequency, index) => {
        const start = context.currentTime + index * 0.14;
        const volume = new GainNode(context, { gain: 0 });
        volume.gain.setValueAtTime(0.12, start);
        volume.gain.exponentialRampToValueAtTime(0.001, start + NOTE_SECONDS);
        const note = new OscillatorNode(context, { frequency });
        note.connect(volume).connect(context.destination);
        note.start(start);
        note.stop(start + NOTE_SECONDS);
    });
}
