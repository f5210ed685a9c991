import type { Branding } from "./business";
import type { Page, Server } from "./http";
import { ownerPath } from "./ownerPath";

/** What calls, pages and widgets of a business follow. */
export interface Configuration {
    readonly voice: VoiceConfiguration;
    readonly hours: Hours;
    readonly branding: Branding;
    readonly menu: readonly MenuItem[];
    readonly services: readonly Service[];
    readonly supportCategories: readonly SupportCategory[];
}

export interface VoiceConfiguration {
    readonly greeting?: string | null;
    /** Probabilities. */
    readonly thresholds: { readonly accept: number; readonly confirm: number; readonly identity?: number };
    readonly brain?: "dialogue" | "llm" | "ultravox" | null;
    readonly voice?: { readonly voice?: string | null; readonly speed?: number } | null;
    readonly privacy?: CallPrivacy | null;
    readonly handOffNumber?: string | null;
    readonly afterHours?: "agent" | "voicemail" | "choice" | null;
    /** BCP 47. */
    readonly language?: string | null;
    readonly personality?: string | null;
    readonly phoneMedium?: "relayed" | "direct" | null;
}

export interface CallPrivacy {
    readonly isRecorded?: boolean;
    readonly recordingNotice?: string;
    readonly recordingDays?: number;
    readonly hidesPersonalData?: boolean;
}

/** Intervals are `HH:MM-HH:MM`; the keys of `weekly` are weekdays in English, those of `exceptions` dates `YYYY-MM-DD`. */
export interface Hours {
    readonly weekly: Readonly<Record<string, readonly string[]>>;
    readonly exceptions?: Readonly<Record<string, readonly string[]>> | null;
}

/** Prices are decimal numbers of the business's currency. What was just added has no `id` yet. */
export interface MenuItem {
    readonly id?: string;
    readonly name: string;
    readonly price: number;
    readonly category?: string;
    readonly aliases?: readonly string[];
    readonly option_groups?: readonly OptionGroup[];
    readonly available?: boolean;
    readonly allergens?: readonly string[];
    readonly description?: string | null;
}

export interface OptionGroup {
    readonly id?: string;
    readonly name: string;
    readonly role?: "size" | "modifier";
    readonly minimum?: number;
    readonly maximum?: number | null;
    readonly options: readonly Option[];
}

export interface Option {
    readonly name: string;
    readonly aliases?: readonly string[];
    readonly price_delta?: number;
    readonly default?: boolean;
    readonly available?: boolean;
}

/** Minutes, but `horizon`, which is days. */
export interface Service {
    readonly id?: string;
    readonly name: string;
    readonly duration: number;
    readonly price?: number | null;
    readonly aliases?: readonly string[];
    readonly buffer?: number;
    readonly buffer_before?: number;
    readonly lead?: number;
    readonly horizon?: number;
    readonly resources?: readonly string[];
    readonly available?: boolean;
}

export const priorities = ["Low", "Medium", "High", "Urgent"] as const;

export interface SupportCategory {
    readonly id?: string;
    readonly name: string;
    readonly priority: (typeof priorities)[number];
    readonly keywords?: readonly string[];
    /** Minutes of opening hours. */
    readonly respond_minutes?: number | null;
    readonly resolve_minutes?: number | null;
}

/** What waits to be published, and what that would change, in lines for a person. */
export interface Draft {
    readonly parts: Partial<Configuration>;
    readonly changes: readonly string[];
}

export interface Version {
    readonly number: number;
    /** RFC 3339. */
    readonly publishedAt: string;
    readonly publishedBy: string;
    readonly note?: string | null;
    readonly changes: readonly string[];
}

const path = (businessId: string, rest = "") => ownerPath(businessId, `configuration${rest}`);

export const readConfiguration = (server: Server, id: string) => server.get<Configuration>(path(id));
export const readDraft = (server: Server, id: string) => server.get<Draft>(path(id, "/draft"));

/** Replaces the draft. @throws Problem with the places of what could not be published */
export const keepDraft = (server: Server, id: string, parts: Partial<Configuration>) => server.put<Draft>(path(id, "/draft"), parts);
export const discardDraft = (server: Server, id: string) => server.remove(path(id, "/draft"));

export const publishDraft = (server: Server, id: string, note: string) =>
    server.post<Version>(path(id, "/draft/publish"), note === "" ? {} : { note });

/** Newest first. */
export const listVersions = (server: Server, id: string, cursor: string | null) =>
    server.get<Page<Version>>(path(id, `/versions?limit=20${cursor === null ? "" : `&cursor=${cursor}`}`));

export const restoreVersion = (server: Server, id: string, number: number) =>
    server.post<Version>(path(id, `/versions/${number}/restore`), {});

/** The identifiers of the items that are sold out now. */
export const listSoldOut = async (server: Server, id: string) => {
    const stock = await server.get<{ data: readonly { item_id: string; sold_out_at?: string }[] }>(ownerPath(id, "stock"));
    return new Set(stock.data.filter((item) => item.sold_out_at !== undefined).map((item) => item.item_id));
};

/** At once, in calls that are running, too. */
export const setSoldOut = (server: Server, id: string, item: string, isSoldOut: boolean) =>
    server.put<unknown>(ownerPath(id, `menu/${item}/stock`), { sold_out: isSoldOut });

export interface ImportReport {
    readonly items: number;
    readonly isDone: boolean;
    readonly changes: readonly string[];
}

/** @param options whether it is only tried, and whether what is not in the file leaves the menu @throws Problem with the places of what is wrong */
export const importMenu = (
    server: Server, id: string, file: { text: string; isTable: boolean }, options: { isRehearsal: boolean; replaces: boolean },
) =>
    server.upload<ImportReport>(
        ownerPath(id, `menu/import?dry_run=${options.isRehearsal}&replace=${options.replaces}`),
        file.text,
        file.isTable ? "text/csv; charset=utf-8" : "application/json",
    );
