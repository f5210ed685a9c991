import type { StaffRole } from "../../api/account";
import type { BusinessType } from "../../api/business";
import type { Configuration } from "../../api/configuration";

export type SectionName = "business" | "hours" | "menu" | "services" | "categories" | "workflow" | "voice" | "numbers" | "website" | "webhooks" | "versions";

/** What a section is called in the navigation. */
export const sectionTitles: Readonly<Record<SectionName, string>> = {
    business: "Business", hours: "Hours", menu: "Menu", services: "Services", categories: "Categories", workflow: "Workflow", voice: "Voice",
    numbers: "Phone numbers", website: "Website", webhooks: "Webhooks", versions: "Versions",
};

/** The part of the configuration that a section edits in place: what was typed there waits until it is kept. */
export const partOf: Partial<Readonly<Record<SectionName, keyof Configuration>>> = { business: "branding", hours: "hours", voice: "voice" };

const offer: Readonly<Record<BusinessType, SectionName>> = { restaurant: "menu", appointment: "services", support: "categories", custom: "workflow" };

/** The sections of a business of that kind, for somebody of that role, in the order of the navigation. */
export function sectionsFor(type: BusinessType, role: StaffRole): readonly SectionName[] {
    const all: readonly SectionName[] = ["business", "hours", offer[type], "voice", "numbers", "website", "versions"];
    return role === "owner" ? [...all.slice(0, -1), "webhooks", "versions"] : all;
}
