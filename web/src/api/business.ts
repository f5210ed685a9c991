import type { Page, Server } from "./http";

export type BusinessType = "restaurant" | "appointment" | "support" | "custom";

/** What anybody may know of the business whose host this is. */
export interface BusinessConfig {
    readonly businessId: string;
    readonly name: string;
    readonly type: BusinessType;
    readonly phone?: string | null;
    readonly currency: string;
    /** IANA name: times are shown in it. */
    readonly timeZone: string;
    readonly features: Features;
    /** How its pages look, where its owner has chosen. */
    readonly customization?: Branding;
}

export interface Branding {
    readonly displayName?: string | null;
    /** `#rrggbb`. */
    readonly colour?: string | null;
    /** An https address. */
    readonly logo?: string | null;
}

export interface Features {
    /** False when nothing here can hear or speak: calls then work by text. */
    readonly speech: boolean;
    /** Why, in one sentence. */
    readonly notice?: string | null;
}

/** A business to try the platform with. */
export interface DemoBusiness {
    readonly name: string;
    readonly subdomain: string;
    readonly type: BusinessType;
}

/** @throws Problem of status 404 on a host that belongs to no business. */
export function getBusinessConfig(server: Server): Promise<BusinessConfig> {
    return server.get<BusinessConfig>("/api/business/config");
}

/** @throws Problem of status 404 where there are no demos. */
export async function listDemos(server: Server): Promise<readonly DemoBusiness[]> {
    return (await server.get<Page<DemoBusiness>>("/api/demo")).data;
}
