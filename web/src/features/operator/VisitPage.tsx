import { ReactNode, useEffect, useState } from "react";
import { signOut } from "../../api/account";
import type { Server } from "../../api/http";
import { beginVisit } from "../../api/operator";
import { asProblem } from "../../shared/useLoaded";

/** Where an operator's visit begins: takes the ticket out of the address, so that nobody finds it there later. */
export function VisitPage({ business, server, staff }: { business: { readonly name: string }; server: Server; staff: ReactNode }) {
    const [state, setState] = useState<"beginning" | "begun" | "over">("beginning");
    const [trouble, setTrouble] = useState("");
    useEffect(() => {
        const ticket = takeTicket();
        if (ticket === null) {
            setTrouble("This address holds no ticket; begin the visit on the platform's page.");
            return;
        }
        beginVisit(server, ticket).then(() => setState("begun"), (error: unknown) => setTrouble(asProblem(error).message));
    }, [server]);
    const leave = () => {
        signOut(server).then(() => setState("over"), (error: unknown) => setTrouble(asProblem(error).message));
    };
    return (
        <>
            <h1>Visiting {business.name}</h1>
            {trouble !== "" && <p className="notice notice-trouble" role="alert">{trouble}</p>}
            {trouble === "" && state === "beginning" && <p aria-busy="true">One moment …</p>}
            {state === "begun" && (
                <>
                    <p className="notice" role="status">
                        You are here as this business's owner, for an hour at the most. All you do is written down as yours.
                    </p>
                    <p>{staff}</p>
                    <p><button type="button" className="link" onClick={leave}>End the visit</button></p>
                </>
            )}
            {state === "over" && <p role="status">The visit is over.</p>}
        </>
    );
}

function takeTicket(): string | null {
    const ticket = new URLSearchParams(window.location.hash.slice(1)).get("ticket");
    if (ticket !== null) window.history.replaceState(null, "", window.location.pathname);
    return ticket;
}
