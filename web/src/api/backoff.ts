const FIRST_DELAY_MS = 400;
const LONGEST_DELAY_MS = 15_000;

/**
 * How long to wait before connecting again: 400 ms, doubled with each failure, at most 15 s, then spread over ±25 % so that a
 * restarted server is not met by everybody at once.
 *
 * @param failures connections in a row that came to nothing, from 0
 * @param chance 0...1
 * @returns milliseconds
 */
export function reconnectDelay(failures: number, chance: number): number {
    const delay = Math.min(FIRST_DELAY_MS * 2 ** failures, LONGEST_DELAY_MS);
    return Math.round(delay * (0.75 + chance / 2));
}
