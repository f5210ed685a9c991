const keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];

/** The keys of a telephone. */
export function Keypad({ onPress }: { onPress(digit: string): void }) {
    return (
        <div className="keypad" role="group" aria-label="Keypad">
            {keys.map((key) => <button key={key} type="button" onClick={() => onPress(key)}>{key}</button>)}
        </div>
    );
}
