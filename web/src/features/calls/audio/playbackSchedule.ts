/** A little room before the first sound, so that the next piece is there in time. Seconds. */
const LEAD = 0.05;

/**
 * When each piece of the agent's voice starts, so that they follow one another without gap or overlap. All times in seconds.
 *
 * Pieces come at the pace they are heard at, some 200 ms ahead. One that comes late but in time follows at once; only
 * when the voice has run dry does it start afresh.
 */
export class PlaybackSchedule {
    private end = 0;

    /** @returns when a piece of this length starts */
    add(duration: number, now: number): number {
        const start = this.end > now ? this.end : now + LEAD;
        this.end = start + duration;
        return start;
    }

    /** What follows starts afresh. */
    clear(): void {
        this.end = 0;
    }
}
