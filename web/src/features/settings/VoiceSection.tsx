import type { CallPrivacy, VoiceConfiguration } from "../../api/configuration";
import { CheckField, ChoiceField, Field, LongField, NumberField } from "../../shared/Field";
import { Section } from "../../shared/Section";
import { DraftForm } from "./DraftForm";
import type { Settings } from "./useSettings";
import { orNull } from "./words";

interface PartProps {
    readonly voice: VoiceConfiguration;
    change(voice: VoiceConfiguration): void;
    mistake(place: string): string | undefined;
}

/** How the agent greets, speaks and decides, and what is kept of its calls. */
export function VoiceSection({ settings }: { settings: Settings }) {
    return (
        <Section title="Voice" lead="What callers hear, how sure the agent must be, and what becomes of the sound.">
            <DraftForm part="voice" settings={settings}>
                {(voice, change, mistake) => (
                    <>
                        <Speaking voice={voice} change={change} mistake={mistake} />
                        <Telephone voice={voice} change={change} mistake={mistake} />
                        <Recording voice={voice} change={change} mistake={mistake} />
                        <Thresholds voice={voice} change={change} mistake={mistake} />
                    </>
                )}
            </DraftForm>
        </Section>
    );
}

function Speaking({ voice, change, mistake }: PartProps) {
    return (
        <>
            <LongField
                label="Greeting" rows={2} value={voice.greeting ?? ""} mistake={mistake("/greeting")}
                hint="The first sentence of every call. Leave it empty for the usual one."
                onChange={(greeting) => change({ ...voice, greeting: orNull(greeting) })}
            />
            <div className="columns">
                <Field
                    label="Voice" value={voice.voice?.voice ?? ""} mistake={mistake("/voice/voice")} placeholder="The standard voice"
                    hint="The name that your platform's speech engine has for it."
                    onChange={(name) => change({ ...voice, voice: { ...voice.voice, voice: orNull(name) } })}
                />
                <NumberField
                    label="Pace" minimum={0.5} maximum={2} step="any" unit="× normal" value={voice.voice?.speed ?? 1}
                    mistake={mistake("/voice/speed")}
                    onChange={(speed) => change({ ...voice, voice: { ...voice.voice, speed: speed ?? 1 } })}
                />
            </div>
            <ChoiceField
                label="Who hears your callers" value={voice.brain ?? "dialogue"} mistake={mistake("/brain")}
                hint="A language model and Ultravox answer only where your platform has them; the built-in dialogue takes over when they fail."
                choices={[["dialogue", "The built-in dialogue"], ["llm", "A language model"], ["ultravox", "Ultravox"]]}
                onChange={(brain) => change({ ...voice, brain })}
            />
            {voice.brain === "ultravox" && (
                <>
                    <div className="columns">
                        <Field
                            label="Language" value={voice.language ?? ""} placeholder="en-US" mistake={mistake("/language")}
                            onChange={(language) => change({ ...voice, language: orNull(language) })}
                        />
                        <ChoiceField
                            label="Telephone calls go" value={voice.phoneMedium ?? "relayed"} mistake={mistake("/phoneMedium")}
                            hint="What goes straight to it cannot be recorded here."
                            choices={[["relayed", "through this platform"], ["direct", "straight to Ultravox"]]}
                            onChange={(phoneMedium) => change({ ...voice, phoneMedium })}
                        />
                    </div>
                    <LongField
                        label="Personality" value={voice.personality ?? ""} mistake={mistake("/personality")}
                        placeholder="Warm and brief, with a little humour." hint="How it is to speak, in your words."
                        onChange={(personality) => change({ ...voice, personality: orNull(personality) })}
                    />
                </>
            )}
        </>
    );
}

function Telephone({ voice, change, mistake }: PartProps) {
    return (
        <fieldset>
            <legend>On the telephone</legend>
            <div className="columns">
                <Field
                    label="Hand-off number" type="tel" value={voice.handOffNumber ?? ""} mistake={mistake("/handOffNumber")}
                    hint="Who is rung when a caller wants a person. Without one a call-back is offered."
                    onChange={(number) => change({ ...voice, handOffNumber: orNull(number) })}
                />
                <ChoiceField
                    label="While you are closed" value={voice.afterHours ?? "agent"} mistake={mistake("/afterHours")}
                    choices={[["agent", "the agent answers"], ["voicemail", "a message is taken"], ["choice", "callers choose"]]}
                    onChange={(afterHours) => change({ ...voice, afterHours })}
                />
            </div>
        </fieldset>
    );
}

function Recording({ voice, change, mistake }: PartProps) {
    const privacy: CallPrivacy = voice.privacy ?? {};
    const set = (part: CallPrivacy) => change({ ...voice, privacy: { ...privacy, ...part } });
    return (
        <fieldset>
            <legend>Recordings and transcripts</legend>
            <CheckField label="Record calls" value={privacy.isRecorded ?? false} onChange={(isRecorded) => set({ isRecorded })} />
            {privacy.isRecorded === true && (
                <div className="columns">
                    <Field
                        label="What callers are told first" value={privacy.recordingNotice ?? "This call is recorded."}
                        mistake={mistake("/privacy/recordingNotice")} onChange={(recordingNotice) => set({ recordingNotice })}
                    />
                    <NumberField
                        label="Kept for" unit="days" minimum={1} maximum={3650} value={privacy.recordingDays ?? 30}
                        mistake={mistake("/privacy/recordingDays")} onChange={(days) => set({ recordingDays: days ?? 30 })}
                    />
                </div>
            )}
            <CheckField
                label="Hide telephone numbers, card numbers and addresses of mail in transcripts" value={privacy.hidesPersonalData ?? true}
                onChange={(hidesPersonalData) => set({ hidesPersonalData })}
            />
        </fieldset>
    );
}

/** Probabilities, shown in per cent. */
function Thresholds({ voice, change, mistake }: PartProps) {
    const { thresholds } = voice;
    const field = (name: "accept" | "confirm" | "identity", label: string, hint: string, usual: number) => (
        <NumberField
            label={label} hint={hint} unit="%" minimum={0} maximum={100} value={Math.round((thresholds[name] ?? usual) * 100)}
            mistake={mistake(`/thresholds/${name}`)}
            onChange={(percent) => change({ ...voice, thresholds: { ...thresholds, [name]: (percent ?? 0) / 100 } })}
        />
    );
    return (
        <fieldset>
            <legend>How sure the agent must be</legend>
            <div className="columns">
                {field("accept", "Takes it from", "Surer than that, it is only read back at the end.", 0.6)}
                {field("confirm", "Asks back from", "Less sure than that, it asks again.", 0.4)}
                {field("identity", "Takes names and numbers from", "Names, numbers, addresses and codes.", Math.max(0.94, thresholds.accept))}
            </div>
        </fieldset>
    );
}
