import type { Loudspeaker } from "../Call";
import { Microphone, openAudio, openMicrophone } from "./microphone";
import { Playback } from "./playback";

/** The browser's microphone and loudspeaker for one page: closed until a call needs them. */
export class AudioDesk implements Loudspeaker {
    private context: AudioContext | null = null;
    private playback: Playback | null = null;
    private microphone: Microphone | null = null;

    constructor(private readonly events: { heard(pcm: ArrayBuffer): void; audibleChanged(isAudible: boolean): void }) {}

    /** Makes the agent's voice heard. Call it in a click. */
    openLoudspeaker(): AudioContext {
        if (this.context === null) {
            this.context = openAudio();
            this.playback = new Playback(this.context, this.events.audibleChanged);
        }
        return this.context;
    }

    /**
     * Call it in a click, once at a time.
     *
     * @param lost told when the microphone goes away by itself
     * @returns false when the page was left before the caller had answered the browser's question
     * @throws whatever the browser does; see `microphoneTrouble`
     */
    async openMicrophone(lost: () => void): Promise<boolean> {
        if (this.microphone !== null) return true;
        const context = this.openLoudspeaker();
        const microphone = await openMicrophone(context, { heard: this.events.heard, lost });
        if (this.context !== context) {
            microphone.close();
            return false;
        }
        this.microphone = microphone;
        return true;
    }

    play(pcm: ArrayBuffer): void {
        this.playback?.play(pcm);
    }

    clear(): void {
        this.playback?.clear();
    }

    setMuted(isMuted: boolean): void {
        this.microphone?.setMuted(isMuted);
    }

    callerLevel(): number {
        return this.microphone?.level() ?? 0;
    }

    agentLevel(): number {
        return this.playback?.level() ?? 0;
    }

    /** Gives the microphone back: the browser's recording sign goes out. */
    closeMicrophone(): void {
        this.microphone?.close();
        this.microphone = null;
    }

    close(): void {
        this.closeMicrophone();
        this.playback?.clear();
        void this.context?.close();
        this.playback = this.context = null;
    }
}
