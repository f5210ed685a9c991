import { Icon } from "../../shared/Icon";

export interface CallControlsProps {
    /** Null when there is no microphone in this call. */
    readonly isMuted: boolean | null;
    /** Null when the agent cannot speak here. */
    readonly isSpeakerOn: boolean | null;
    readonly isKeypadOpen: boolean;
    onMute(isMuted: boolean): void;
    onMicrophone(): void;
    onSpeaker(isOn: boolean): void;
    onKeypad(isOpen: boolean): void;
    onHangUp(): void;
}

/** The buttons under a call. */
export function CallControls(props: CallControlsProps) {
    const { isMuted, isSpeakerOn, isKeypadOpen } = props;
    return (
        <div className="controls" role="group" aria-label="Call">
            {isMuted !== null && (
                <button type="button" autoFocus className={isMuted ? "is-off" : undefined} onClick={() => props.onMute(!isMuted)}>
                    <Icon name={isMuted ? "microphoneOff" : "microphone"} /><span>{isMuted ? "Unmute" : "Mute"}</span>
                </button>
            )}
            {isMuted === null && isSpeakerOn !== null && (
                <button type="button" onClick={props.onMicrophone}><Icon name="microphone" /><span>Speak</span></button>
            )}
            {isSpeakerOn !== null && (
                <button type="button" className={isSpeakerOn ? undefined : "is-off"} onClick={() => props.onSpeaker(!isSpeakerOn)}>
                    <Icon name={isSpeakerOn ? "sound" : "soundOff"} /><span>{isSpeakerOn ? "Sound off" : "Sound on"}</span>
                </button>
            )}
            <button type="button" aria-expanded={isKeypadOpen} onClick={() => props.onKeypad(!isKeypadOpen)}>
                <Icon name="keypad" /><span>Keypad</span>
            </button>
            <button type="button" className="hang-up" onClick={props.onHangUp}><Icon name="phone" /><span>Hang up</span></button>
        </div>
    );
}
