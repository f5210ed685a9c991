import { ReactNode, useEffect, useState } from "react";
import { BusinessType, DemoBusiness, listDemos } from "../../api/business";
import type { Server } from "../../api/http";

const whatItDoes: Record<BusinessType, string> = {
    restaurant: "Takes orders",
    appointment: "Books appointments",
    support: "Opens tickets",
    custom: "Follows its own workflow",
};

/** The platform's own front page: what this is, where to try it, how to begin. */
export function PlatformHome({ server, isElsewhere, register }: { server: Server; isElsewhere: boolean; register: ReactNode }) {
    const demos = useDemos(server);
    return (
        <div className="home">
            <h1>A voice agent for every business</h1>
            <p className="lead">
                It answers the phone and the website, and turns what callers say into orders, appointments and tickets, live on
                the staff's screens. It runs on your own machine, and needs no keys to start.
            </p>
            {isElsewhere && <p className="notice" role="note">That page belongs to a business. Open it on the business's own address.</p>}
            {demos.length > 0 && (
                <section aria-labelledby="demos-title">
                    <h2 id="demos-title">Try one</h2>
                    <ul className="demos">{demos.map((demo) => <Demo key={demo.subdomain} demo={demo} />)}</ul>
                </section>
            )}
            <section aria-labelledby="register-title">
                <h2 id="register-title">Register a business</h2>
                <p>{register}</p>
                <p>Or with one request: it has an address, a key and an agent at once.</p>
                <pre tabIndex={0} aria-label="Example request"><code>{registrationExample(window.location.origin)}</code></pre>
                <p>
                    The answer holds the <code>api_key</code>, shown this once: with it, add a menu, services or categories, and open
                    the staff page.
                </p>
                <p>Everything else is described in the <a href="/openapi.json">OpenAPI document</a>.</p>
            </section>
        </div>
    );
}

function Demo({ demo }: { demo: DemoBusiness }) {
    const address = `${window.location.protocol}//${demo.subdomain}.${window.location.host}`;
    return (
        <li>
            <h3>{demo.name}</h3>
            <p>{whatItDoes[demo.type]}</p>
            <p className="demo-links">
                <a className="primary" href={`${address}/voice-interface`}>Talk to it</a>
                <a href={`${address}/staff`}>Staff page</a>
            </p>
        </li>
    );
}

function registrationExample(origin: string): string {
    return `curl -X POST ${origin}/api/business/register \\
  -H 'Content-Type: application/json' \\
  -d '{"business_name": "Corner Bakery", "business_type": "restaurant",
       "subdomain": "corner-bakery", "email": "owner@example.com",
       "phone": "+14155550123", "plan": "Starter"}'`;
}

/** Empty where there are none: a front page without demos is complete. */
function useDemos(server: Server): readonly DemoBusiness[] {
    const [demos, setDemos] = useState<readonly DemoBusiness[]>([]);
    useEffect(() => {
        let isWanted = true;
        listDemos(server).then((found) => isWanted && setDemos(found), () => undefined);
        return () => {
            isWanted = false;
        };
    }, [server]);
    return demos;
}
