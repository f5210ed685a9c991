import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { Server } from "../../api/http";
import { AudioDesk } from "./audio/AudioDesk";
import { microphoneLost, MicrophoneTrouble, microphoneTrouble } from "./audio/microphone";
import { Call } from "./Call";
import type { CallState } from "./callState";

export interface CallDesk {
    readonly state: CallState;
    readonly call: Call;
    readonly levels: { agent(): number; caller(): number };
    readonly microphoneTrouble: MicrophoneTrouble | null;
    /** Whether the browser is asking the caller for the microphone now. */
    readonly isAsking: boolean;
    /** Null when there is no microphone in this call. */
    readonly isMuted: boolean | null;
    readonly isSpeakerOn: boolean;
    /** Starts a call with the microphone; opens it alone when a call is on. */
    speak(): Promise<void>;
    /** Starts a call without the microphone. */
    type(): Promise<void>;
    mute(isMuted: boolean): void;
    setSpeaker(isOn: boolean): void;
}

/** A call with the devices it needs, for as long as the page is there. */
export function useCall(server: Server): CallDesk {
    const [call, audio] = useMemo(() => connect(server), [server]);
    const state = useSyncExternalStore(call.subscribe, call.getState);
    const [trouble, setTrouble] = useState<MicrophoneTrouble | null>(null);
    const [isAsking, setAsking] = useState(false);
    const [isMuted, setMuted] = useState<boolean | null>(null);
    const [isSpeakerOn, setSpeakerOn] = useState(false);

    useEffect(() => {
        call.resume();
        return () => {
            call.leave();
            audio.close();
        };
    }, [call, audio]);

    const releaseMicrophone = () => {
        audio.closeMicrophone();
        setMuted(null);
    };

    useEffect(() => {
        if (state.phase !== "ended") return;
        releaseMicrophone();
        // The goodbye may still be sounding.
        if (!state.isAgentAudible) audio.close();
    }, [audio, state.phase, state.isAgentAudible]);

    const lose = () => {
        releaseMicrophone();
        setTrouble(microphoneLost);
    };

    const speak = async () => {
        setTrouble(null);
        setAsking(true);
        try {
            if (!(await audio.openMicrophone(lose))) return;
        } catch (error) {
            setTrouble(microphoneTrouble(error));
            return;
        } finally {
            setAsking(false);
        }
        setMuted(false);
        setSpeakerOn(true);
        call.setOutput("voice");
        await call.start("voice");
        if (call.getState().phase !== "live") releaseMicrophone();
    };

    const type = async () => {
        setTrouble(null);
        setSpeakerOn(false);
        await call.start("text");
    };

    return {
        state, call, isAsking, isMuted, isSpeakerOn, speak, type,
        microphoneTrouble: trouble,
        levels: useMemo(() => ({ agent: () => audio.agentLevel(), caller: () => audio.callerLevel() }), [audio]),
        mute: (next) => {
            audio.setMuted(next);
            setMuted(next);
        },
        setSpeaker: (isOn) => {
            if (isOn) audio.openLoudspeaker();
            call.setOutput(isOn ? "voice" : "text");
            setSpeakerOn(isOn);
        },
    };
}

function connect(server: Server): [Call, AudioDesk] {
    const audio = new AudioDesk({ heard: (pcm) => call.sendAudio(pcm), audibleChanged: (isAudible) => call.setAudible(isAudible) });
    const call: Call = new Call(server, audio);
    return [call, audio];
}
