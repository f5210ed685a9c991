import type { BusinessConfig } from "../src/api/business";
import type { Field, Form } from "../src/api/form";
import type { Order } from "../src/api/records";

/** A restaurant and its customers, for tests to talk about. */
export const trattoria: BusinessConfig = {
    businessId: "trattoria",
    name: "Trattoria da Ada",
    type: "restaurant",
    currency: "USD",
    timeZone: "America/New_York",
    features: { speech: false, notice: "Calls work by text here." },
};

export function field(changes: Partial<Field> & Pick<Field, "name" | "label">): Field {
    return { type: "text", status: "empty", isRequired: true, choices: [], lines: [], ...changes };
}

export const orderForm: Form = {
    workflow: "order",
    title: "Your order",
    total: { minorUnits: 4500, currency: "USD" },
    fields: [
        field({
            name: "lines", label: "Order", type: "lines", status: "heard", confidence: 0.93,
            lines: [
                { item: "Lasagne", quantity: 2, options: ["large"], price: { minorUnits: 3600, currency: "USD" } },
                { item: "Green Salad", quantity: 1, options: [], price: { minorUnits: 900, currency: "USD" } },
            ],
        }),
        field({
            name: "order_type", label: "Pickup or delivery", type: "choice", choices: ["Takeaway", "Delivery"], value: "Takeaway",
            status: "confirmed",
        }),
        field({ name: "customer_name", label: "Name", value: "Ada", status: "needsConfirming", confidence: 0.5 }),
    ],
};

export function order(number: string, createdAt: string): Order {
    return {
        id: `order-${number}`, number, order_type: "Takeaway", order_status: "Confirmed", customer_name: "Ada",
        customer_phone: "+14155550101", lines: orderForm.fields[0]?.lines ?? [], total: { minorUnits: 4500, currency: "USD" },
        created_at: createdAt, version: 1,
    };
}
