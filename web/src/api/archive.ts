import type { Server } from "./http";
import { ownerPath } from "./ownerPath";

/** The sound of a call. */
export interface Recording {
    readonly callId: string;
    readonly seconds: number;
}

export interface Transcript {
    readonly callId: string;
    readonly lines: readonly TranscriptLine[];
}

export interface TranscriptLine {
    readonly sequence: number;
    /** RFC 3339. */
    readonly at: string;
    readonly role: "user" | "agent";
    readonly text: string;
    /** The caller broke in: this much was heard. */
    readonly interrupted: boolean;
}

export const listRecordings = async (server: Server, id: string) =>
    (await server.get<{ data: readonly Recording[] }>(ownerPath(id, "recordings"))).data;
export const recordingAddress = (id: string, call: string) => ownerPath(id, `recordings/${call}`);
export const deleteRecording = (server: Server, id: string, call: string) => server.remove(recordingAddress(id, call));

export const readTranscript = (server: Server, id: string, call: string) =>
    server.get<Transcript>(ownerPath(id, `transcripts/${call}`));

/** Deletes the recording, too. */
export const deleteTranscript = (server: Server, id: string, call: string) => server.remove(ownerPath(id, `transcripts/${call}`));
