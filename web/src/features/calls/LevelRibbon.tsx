import { useEffect, useRef } from "react";

/** A new bar this often. Milliseconds. */
const BAR_INTERVAL = 45;
const BAR_WIDTH = 3;
const BAR_GAP = 3;

type Speaker = "agent" | "caller";
interface Bar {
    readonly level: number;
    readonly speaker: Speaker;
}

/** Both voices as they sound, moving from right to left; where less motion is asked for, two plain meters. */
export function LevelRibbon({ levels }: { levels: Record<Speaker, () => number> }) {
    const canvas = useRef<HTMLCanvasElement>(null);

    useEffect(() => {
        const element = canvas.current;
        const context = element?.getContext("2d");
        if (element == null || context == null) return;
        const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
        const bars: Bar[] = [];
        let frame = 0;
        let drawnAt = 0;
        const draw = (now: number) => {
            frame = requestAnimationFrame(draw);
            if (now - drawnAt < (isCalm ? 4 * BAR_INTERVAL : BAR_INTERVAL)) return;
            drawnAt = now;
            const { width, height } = fit(element, context);
            const colours = readColours(element);
            const agent = levels.agent();
            const caller = levels.caller();
            if (isCalm) {
                drawMeters(context, width, height, colours, { agent, caller });
            } else {
                bars.unshift(agent > caller ? { level: agent, speaker: "agent" } : { level: caller, speaker: "caller" });
                bars.length = Math.min(bars.length, Math.ceil(width / (BAR_WIDTH + BAR_GAP)));
                drawBars(context, width, height, colours, bars);
            }
        };
        frame = requestAnimationFrame(draw);
        return () => cancelAnimationFrame(frame);
    }, [levels]);

    return <canvas className="ribbon" ref={canvas} aria-hidden="true" />;
}

/** Makes the canvas as fine as the screen, and empties it. Answers in CSS pixels. */
function fit(element: HTMLCanvasElement, context: CanvasRenderingContext2D): { width: number; height: number } {
    const { width, height } = element.getBoundingClientRect();
    const scale = window.devicePixelRatio;
    element.width = Math.round(width * scale);
    element.height = Math.round(height * scale);
    context.scale(scale, scale);
    return { width, height };
}

function readColours(element: HTMLElement): Record<Speaker, string> {
    const style = getComputedStyle(element);
    return { agent: style.getPropertyValue("--agent"), caller: style.getPropertyValue("--caller") };
}

function drawBars(context: CanvasRenderingContext2D, width: number, height: number, colours: Record<Speaker, string>, bars: Bar[]): void {
    bars.forEach(({ level, speaker }, index) => {
        const x = width - (index + 1) * (BAR_WIDTH + BAR_GAP);
        const length = Math.max(BAR_WIDTH, level * height * 0.9);
        context.globalAlpha = level < 0.06 ? 0.25 : 1;
        context.fillStyle = colours[speaker];
        context.fillRect(x, (height - length) / 2, BAR_WIDTH, length);
    });
}

function drawMeters(
    context: CanvasRenderingContext2D, width: number, height: number, colours: Record<Speaker, string>, levels: Record<Speaker, number>,
): void {
    (["agent", "caller"] as const).forEach((speaker, index) => {
        const y = ((index + 1) * height) / 3 - 3;
        context.fillStyle = colours[speaker];
        context.globalAlpha = 0.2;
        context.fillRect(0, y, width, 6);
        context.globalAlpha = 1;
        context.fillRect(0, y, width * levels[speaker], 6);
    });
}
