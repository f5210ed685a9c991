import { useState } from "react";
import type { BusinessConfig } from "../../api/business";
import type { Server } from "../../api/http";
import type { RecordView } from "../../shared/RecordView";
import { CallControls } from "./CallControls";
import { ShownState, shownState } from "./callState";
import { Composer } from "./Composer";
import { ConversationUI } from "./ConversationUI";
import { DynamicForm } from "./DynamicForm";
import { EndCard } from "./EndCard";
import { FormPeek } from "./FormPeek";
import { Keypad } from "./Keypad";
import { LevelRibbon } from "./LevelRibbon";
import { applyEdits } from "./pendingEdits";
import { ReadyCard } from "./ReadyCard";
import { CallDesk, useCall } from "./useCall";

const stateWords: Record<ShownState, string> = {
    connecting: "Connecting",
    reconnecting: "Reconnecting",
    idle: "Ready",
    listening: "Listening",
    hearing: "Hearing you",
    thinking: "Thinking",
    speaking: "Speaking",
};

/** A caller's whole visit: before, during and after the call. */
export function VoiceChat({ business, server, RecordCard }: { business: BusinessConfig; server: Server; RecordCard: RecordView }) {
    const desk = useCall(server);
    const { state } = desk;

    if (state.phase === "ready" || state.phase === "starting") {
        return (
            <ReadyCard
                businessName={business.name}
                logo={business.customization?.logo}
                notice={business.features.speech ? null : textOnlyNotice(business)}
                trouble={state.trouble}
                microphoneTrouble={desk.microphoneTrouble}
                isAsking={desk.isAsking}
                isStarting={state.phase === "starting"}
                canSpeak={business.features.speech}
                onCall={() => void desk.speak()}
                onType={() => void desk.type()}
            />
        );
    }
    if (state.phase === "ended") {
        return (
            <div className="after">
                <EndCard
                    state={state}
                    timeZone={business.timeZone}
                    RecordCard={RecordCard}
                    onAgain={() => desk.call.reset()}
                />
                <details className="after-words">
                    <summary>What was said</summary>
                    <ConversationUI transcript={state.transcript} agentName={business.name} isThinking={false} />
                </details>
            </div>
        );
    }
    return <LiveCall business={business} desk={desk} />;
}

function LiveCall({ business, desk }: { business: BusinessConfig; desk: CallDesk }) {
    const { state, call } = desk;
    const [isKeypadOpen, setKeypadOpen] = useState(false);
    const [isFormOpen, setFormOpen] = useState(false);
    const form = state.form === null ? null : applyEdits(state.form, state.pendingEdits);
    const shown = shownState(state);

    return (
        <div className={["call", form !== null && "call-with-form", isFormOpen && "call-form-open"].filter(Boolean).join(" ")}>
            <section className="talk" aria-label={`Call with ${business.name}`}>
                <header className="talk-head">
                    <h1>{business.name}</h1>
                    <p className={`call-state call-${shown}`} role="status">{stateWords[shown]}</p>
                </header>
                {(desk.isMuted !== null || desk.isSpeakerOn) && <LevelRibbon levels={desk.levels} />}
                {!business.features.speech && <p className="notice notice-slim" role="note">{textOnlyNotice(business)}</p>}
                {form !== null && <FormPeek form={form} isOpen={isFormOpen} onToggle={() => setFormOpen(!isFormOpen)} />}
                <ConversationUI transcript={state.transcript} agentName={business.name} isThinking={shown === "thinking"} />
                {state.trouble !== null && <p className="notice notice-trouble" role="alert">{state.trouble}</p>}
                {desk.microphoneTrouble !== null && (
                    <p className="notice notice-trouble" role="alert">
                        <strong>{desk.microphoneTrouble.title}.</strong> {desk.microphoneTrouble.remedy}
                    </p>
                )}
                <div className="desk">
                    {isKeypadOpen && <Keypad onPress={(digit) => call.press(digit)} />}
                    <Composer isOpen={state.connection === "open"} autoFocus={desk.isMuted === null} onSay={(text) => call.say(text)} />
                    <CallControls
                        isMuted={desk.isMuted}
                        isSpeakerOn={business.features.speech ? desk.isSpeakerOn : null}
                        isKeypadOpen={isKeypadOpen}
                        onMute={desk.mute}
                        onMicrophone={() => void desk.speak()}
                        onSpeaker={desk.setSpeaker}
                        onKeypad={setKeypadOpen}
                        onHangUp={() => call.hangUp()}
                    />
                </div>
            </section>
            {form !== null && (
                <aside className="paper">
                    <DynamicForm form={form} onEdit={(field, value) => call.edit(field, value)} />
                </aside>
            )}
        </div>
    );
}

function textOnlyNotice(business: BusinessConfig): string {
    return business.features.notice ?? "Calls work by text here for now.";
}
