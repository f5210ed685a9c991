import type { CSSProperties } from "react";
import type { BusinessConfig } from "../api/business";

/** A business as its callers know it: under the name that its owner chose for pages. */
export function asCallersKnowIt(business: BusinessConfig): BusinessConfig {
    return { ...business, name: business.customization?.displayName ?? business.name };
}

/** The colour of a business's buttons, where its owner chose one. White can be read on it: the server sees to that. */
export function brandStyle({ customization }: BusinessConfig): CSSProperties | undefined {
    return customization?.colour == null ? undefined : ({ "--brand": customization.colour, "--on-brand": "#ffffff" } as CSSProperties);
}
