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

/** How long a page without speech waits before it asks again: the speech server takes a second or two to start. */
const speechRetryMilliseconds = 3000;
const mostSpeechRetries = 10;

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
    useEffect(() => {
        if (host.kind !== "business" || host.business.features.speech || attempt >= mostSpeechRetries) return;
        const timer = setTimeout(() => setAttempt(attempt + 1), speechRetryMilliseconds);
        return () => clearTimeout(timer);
    }, [host, attempt]);
    return [host, () => setAttempt(attempt + 1)];
}

function hostAfter(error: unknown): Host {
    if (!(error instanceof Problem)) return { kind: "unreachable", message: "The server's answer could not be read." };
    const isRefusal = error.status >= 400 && error.status < 500 && error.status !== 429;
    return isRefusal ? { kind: "platform" } : { kind: "unreachable", message: error.message };
}
