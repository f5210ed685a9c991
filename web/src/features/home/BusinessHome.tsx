import type { ReactNode } from "react";
import type { BusinessConfig } from "../../api/business";
import { formatPhone } from "../../shared/format";
import { Logo } from "../../shared/Logo";

/** The front door of a business. */
export function BusinessHome({ business, call, staff }: { business: BusinessConfig; call: ReactNode; staff: ReactNode }) {
    return (
        <div className="home">
            <Logo address={business.customization?.logo} />
            <h1>{business.name}</h1>
            <p className="lead">Our assistant answers at once, day and night: speak as you would on the phone, or type.</p>
            <p>{call}</p>
            {business.phone && <p>Or call <PhoneNumber number={business.phone} />.</p>}
            <p className="small-print">{staff}</p>
        </div>
    );
}

/** A link where the number can be dialled from anywhere; a local one is only shown. */
function PhoneNumber({ number }: { number: string }) {
    return /^\+\d{8,15}$/.test(number) ? <a href={`tel:${number}`}>{formatPhone(number)}</a> : <>{number}</>;
}
