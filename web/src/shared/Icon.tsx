/** 24 × 24 outlines, drawn for this app. */
const outlines = {
    phone: "M5 4h4l1.5 4.5-2.3 1.6a12 12 0 0 0 5.7 5.7l1.6-2.3L20 15v4a1.5 1.5 0 0 1-1.6 1.5C10.4 20 4 13.6 3.500 5.600A1.500 1.500 0 0 1 5 4z",
    microphone: "M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM5.500 11a6.500 6.500 0 0 0 13 0M12 17.500V21",
    microphoneOff: "M9 9v2a3 3 0 0 0 4.600 2.500M15 10V6a3 3 0 0 0-5.800-1M5.500 11a6.500 6.500 0 0 0 10.200 5.300M18.500 11a6.500 6.500 0 0 1-.5 2.500M12 17.500V21M4 4l16 16",
    sound: "M4 9.500v5h3.500L12 18.500v-13L7.500 9.500zM15.500 9a4 4 0 0 1 0 6M18 6.500a8 8 0 0 1 0 11",
    soundOff: "M4 9.500v5h3.500L12 18.500v-13L7.500 9.500zM16 9.500l5 5M21 9.500l-5 5",
    keypad: "M6 6h.01M12 6h.01M18 6h.01M6 12h.01M12 12h.01M18 12h.01M6 18h.01M12 18h.01M18 18h.01",
    keyboard: "M3.500 6.500h17v11h-17zM7 10h.01M10.300 10h.01M13.700 10h.01M17 10h.01M8 14h8",
    send: "M5 12h13M12.500 6l6 6-6 6",
    check: "M5 12.500l4.500 4.500L19 7.500",
    chevron: "M7 10l5 5 5-5",
    close: "M6 6l12 12M18 6L6 18",
    plus: "M12 5v14M5 12h14",
    back: "M14.500 6L8.500 12l6 6",
    forth: "M9.500 6l6 6-6 6",
    bell: "M6 16.500V11a6 6 0 0 1 12 0v5.500l1.500 2h-15zM10 21h4",
} as const;

export function Icon({ name }: { name: keyof typeof outlines }) {
    return (
        <svg className={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d={outlines[name]} />
        </svg>
    );
}
