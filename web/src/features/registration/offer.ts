import type { RegistrationForm } from "../../api/registration";

/** What an owner offers, one a line, as it is typed and as the form has it. */
export interface Offer {
    readonly title: string;
    readonly hint: string;
    readonly example: string;
    /** @throws Error with a sentence about the first line that cannot be read. */
    read(text: string): Pick<RegistrationForm, "menu" | "services" | "supportCategories">;
    write(form: RegistrationForm): string;
}

export const offers: Record<string, Offer> = {
    restaurant: {
        title: "What you sell",
        hint: "One a line: the name, then the price.",
        example: "Lasagne, 14.50\nTiramisu, 7",
        read: (text) => ({
            menu: lines(text).map(([name, price]) => ({ name: required(name, "a name"), price: number(price, `the price of ${name}`) })),
        }),
        write: (form) => (form.menu ?? []).map(({ name, price }) => `${name}, ${price}`).join("\n"),
    },
    appointment: {
        title: "What can be booked",
        hint: "One a line: the name, the minutes it takes, then the price if you like.",
        example: "First visit, 30, 80\nCheck-up, 45",
        read: (text) => ({
            services: lines(text).map(([name, minutes, price]) => ({
                name: required(name, "a name"),
                duration: number(minutes, `how many minutes ${name} takes`),
                ...(price ? { price: number(price, `the price of ${name}`) } : {}),
            })),
        }),
        write: (form) =>
            (form.services ?? []).map(({ name, duration, price }) => [name, duration, price].filter((part) => part != null).join(", ")).join("\n"),
    },
    support: {
        title: "What people ask about",
        hint: "One a line.",
        example: "Billing\nDelivery\nReturns",
        read: (text) => ({
            supportCategories: lines(text).map(([name]) => ({ name: required(name, "a name"), priority: "Medium" })),
        }),
        write: (form) => (form.supportCategories ?? []).map(({ name }) => name).join("\n"),
    },
};

function lines(text: string): string[][] {
    return text
        .split("\n")
        .map((line) => line.split(",").map((part) => part.trim()))
        .filter((parts) => parts.some((part) => part !== ""));
}

function required(text: string | undefined, what: string): string {
    if (!text) throw new Error(`Each line begins with ${what}.`);
    return text;
}

function number(text: string | undefined, what: string): number {
    const value = Number(text?.replace(/[^\d.]/g, "") || NaN);
    if (!Number.isFinite(value)) throw new Error(`Say ${what}, after a comma.`);
    return value;
}
