import { Icon } from "../../shared/Icon";
import { Logo } from "../../shared/Logo";
import type { MicrophoneTrouble } from "./audio/microphone";

/** Before the call: one big button, and the way round it. */
export function ReadyCard({ businessName, logo, notice, trouble, microphoneTrouble, isAsking, isStarting, canSpeak, onCall, onType }: {
    businessName: string;
    /** The address of the business's picture, where it has one. */
    logo?: string | null | undefined;
    /** Why calls work by text only; null when they do not. */
    notice: string | null;
    trouble: string | null;
    microphoneTrouble: MicrophoneTrouble | null;
    /** Whether the browser is asking for the microphone now. */
    isAsking: boolean;
    isStarting: boolean;
    canSpeak: boolean;
    onCall(): void;
    onType(): void;
}) {
    const invitation = microphoneTrouble === null ? "Start the call" : "Try again";
    const callWords = isAsking ? "Please allow the microphone" : isStarting ? "Connecting…" : invitation;
    return (
        <section className="ready">
            <Logo address={logo} />
            <h1>Talk to {businessName}</h1>
            <p className="lead">
                An automated assistant answers at once.{" "}
                {canSpeak ? "Speak as you would on the phone, or type." : "Write as you would speak."}
            </p>
            {notice !== null && <p className="notice" role="note">{notice}</p>}
            {microphoneTrouble !== null && (
                <div className="notice notice-trouble" role="alert">
                    <strong>{microphoneTrouble.title}</strong>
                    <p>{microphoneTrouble.remedy}</p>
                </div>
            )}
            {trouble !== null && <p className="notice notice-trouble" role="alert">{trouble}</p>}
            {canSpeak ? (
                <>
                    <button type="button" className="call-button" disabled={isStarting || isAsking} onClick={onCall}>
                        <span className="call-ring"><Icon name="phone" /></span>
                        {callWords}
                    </button>
                    <button type="button" className="quiet" disabled={isStarting} onClick={onType}>
                        <Icon name="keyboard" />Type instead
                    </button>
                    <p className="small-print">Your microphone is on only during the call, and your browser will ask you first.</p>
                </>
            ) : (
                <button type="button" className="call-button" disabled={isStarting} onClick={onType}>
                    <span className="call-ring"><Icon name="keyboard" /></span>
                    {isStarting ? "Connecting…" : "Start by typing"}
                </button>
            )}
        </section>
    );
}
