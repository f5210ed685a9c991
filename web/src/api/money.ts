/** An amount in the minor units of its currency: `{minorUnits: 6996, currency: "USD"}` is $69.96. */
export interface Money {
    readonly minorUnits: number;
    /** ISO 4217. */
    readonly currency: string;
}
