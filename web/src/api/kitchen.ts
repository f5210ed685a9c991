import type { Office } from "./office";

/** Something on the menu. Prices are decimal numbers of the business's currency. */
export interface MenuItem {
    readonly id: string;
    readonly name: string;
    readonly price: number;
    readonly category?: string;
    readonly available?: boolean;
    readonly option_groups?: readonly OptionGroup[];
}

export interface OptionGroup {
    readonly id?: string;
    readonly name: string;
    readonly role?: "size" | "modifier";
    readonly minimum?: number;
    readonly maximum?: number | null;
    readonly options: readonly MenuOption[];
}

export interface MenuOption {
    readonly name: string;
    readonly price_delta?: number;
    /** Part of the item unless it is left out. */
    readonly default?: boolean;
    readonly available?: boolean;
}

/** What is left of an item that is counted or sold out. */
export interface ItemStock {
    readonly item_id: string;
    /** Left out where it is not counted. */
    readonly remaining?: number;
    /** RFC 3339. */
    readonly sold_out_at?: string;
    readonly sold_out_by?: string;
}

export const listMenu = (office: Office) => office.all<MenuItem>("menu");

export const listStock = async (office: Office) => (await office.get<{ data: readonly ItemStock[] }>("stock")).data;

export const changeStock = (office: Office, itemId: string, edit: { remaining?: number | null; sold_out?: boolean }) =>
    office.change<unknown>("PUT", `menu/${encodeURIComponent(itemId)}/stock`, edit);
