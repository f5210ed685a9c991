import { useEffect, useState } from "react";
import { BusinessConfig, getBusinessConfig } from "../api/business";
import { Problem, Server } from "../api/http";

/** Whose host this is. */
export type Host =
    | { readonly kind: "unknown" }
    | { readonly kind: "business"; readonly business: BusinessConfig }
    /** The platform's own host, or one that belongs to no business. */
    | { readonly kind: "platform" }
    | { readonly kind: "unreachable"; readonly message: string };

/** Asks the server whose host this is; `retry` asks again. */
export function useHost(server: Server): [host: Host, retry: () => void] {
    const [host, setHost] = useState<Host>({ kind: "unknown" });
    const [attempt, setAttempt] = useState(0);
    useEffect(() => {
        let isWanted = true;
        getBusinessConfig(server).then(
            (business) => isWanted && setHost({ kind: "business", business }),
            (error: unknown) => isWanted && setHost(hostAfter(error)),
        );
        return () => {
            isWanted = false;
        };
    }, [server, attempt]);
    return [host, () => setAttempt(attempt + 1)];
}

function hostAfter(error: unknown): Host {
    if (!(error instanceof Problem)) return { kind: "unreachable", message: "The server's answer could not be read." };
    const isRefusal = error.status >= 400 && error.status < 500 && error.status !== 429;
    return isRefusal ? { kind: "platform" } : { kind: "unreachable", message: error.message };
}
