import { useLayoutEffect, useRef } from "react";
import type { Utterance } from "./callState";

/** How far from the end still counts as reading along. Pixels. */
const NEAR_THE_END = 80;

/** What has been said, as it is said. Follows the conversation unless the reader has scrolled back. */
export function ConversationUI({ transcript, agentName, isThinking }: {
    transcript: readonly Utterance[];
    agentName: string;
    isThinking: boolean;
}) {
    const box = useRef<HTMLDivElement>(null);
    const isFollowing = useRef(true);

    useLayoutEffect(() => {
        if (isFollowing.current && box.current !== null) box.current.scrollTop = box.current.scrollHeight;
    }, [transcript, isThinking]);

    return (
        <div
            className="conversation"
            ref={box}
            role="log"
            aria-label="Conversation"
            tabIndex={0}
            onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
                isFollowing.current = scrollHeight - scrollTop - clientHeight < NEAR_THE_END;
            }}
        >
            {transcript.map((utterance) => <Bubble key={utterance.ordinal} utterance={utterance} agentName={agentName} />)}
            {isThinking && <p className="bubble bubble-agent thinking" aria-hidden="true"><i /><i /><i /></p>}
        </div>
    );
}

function Bubble({ utterance, agentName }: { utterance: Utterance; agentName: string }) {
    // Words that may still change are seen but not read out; the final ones are.
    return (
        <p className={`bubble bubble-${utterance.role}${utterance.isFinal ? "" : " interim"}`} aria-hidden={!utterance.isFinal}>
            <span className="visually-hidden">{utterance.role === "agent" ? agentName : "You"}: </span>
            {utterance.text}
            {(!utterance.isFinal || utterance.isCut) && " …"}
        </p>
    );
}
