import type { ReactNode } from "react";
import type { BusinessConfig } from "../../api/business";

/** What an owner adds first, by the kind of business: the last part of its path, and an example of one. */
const firstThings: Record<string, { readonly name: string; readonly path: string; readonly example: string }> = {
    restaurant: { name: "what you sell", path: "menu", example: '{"name": "Lasagne", "price": 14.50, "category": "Pasta"}' },
    appointment: { name: "what can be booked", path: "services", example: '{"name": "First visit", "duration": 30, "price": 80}' },
    support: { name: "what people ask about", path: "support-categories", example: '{"name": "Billing", "priority": "Medium"}' },
};

const openingHours = '{"weekly": {"monday": ["09:00-12:30", "13:30-18:00"], "tuesday": ["09:00-18:00"]}}';

/** The address that registration answers with: from a new business to a first call, over its pages or with its key. */
export function SetupPage({ business, settings, password, call, staff }: {
    business: BusinessConfig;
    settings: ReactNode;
    /** Where an owner who has none yet chooses a password. */
    password: ReactNode;
    call: ReactNode;
    staff: ReactNode;
}) {
    const first = firstThings[business.type];
    const base = `${location.origin}/api/business/${business.businessId}`;
    const headers = "-H 'Authorization: Bearer YOUR_API_KEY' -H 'Content-Type: application/json'";
    return (
        <div className="home">
            <h1>Set up {business.name}</h1>
            <p className="lead">Your business is registered. Say what you offer and when you are open, then call it.</p>
            <p>{settings}</p>
            <p className="small-print">You sign in with the address of mail that you registered with. No password yet? {password}</p>
            <h2>Or with requests</h2>
            <p>With the secret key you were shown (<code>api_key</code>), three steps remain.</p>
            <ol>
                {first && (
                    <li>
                        <p>Add {first.name}, one request for each:</p>
                        <pre tabIndex={0}><code>{`curl ${base}/${first.path} \\\n  ${headers} \\\n  -d '${first.example}'`}</code></pre>
                    </li>
                )}
                <li>
                    <p>Say when you are open; without it the agent takes you to be open always. Times are those of {business.timeZone}.</p>
                    <pre tabIndex={0}><code>{`curl -X PUT ${base}/hours \\\n  ${headers} \\\n  -d '${openingHours}'`}</code></pre>
                </li>
                <li><p>{call} and watch it arrive: {staff}.</p></li>
            </ol>
        </div>
    );
}
