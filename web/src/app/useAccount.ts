import { useEffect, useState } from "react";
import { Account, readAccount } from "../api/account";
import type { Server } from "../api/http";

/** All parts of the page that show who has signed in: when one of them looks again, all do. */
const lookers = new Set<() => void>();

/**
 * Who has signed in on this host: undefined until it is known, null when nobody has. `look` looks again; what was known stands until then.
 *
 * @param isNeeded false when nobody wants to know
 */
export function useAccount(server: Server, isNeeded = true): [account: Account | null | undefined, look: () => void] {
    const [account, setAccount] = useState<Account | null>();
    const [attempt, setAttempt] = useState(0);
    useEffect(() => {
        const again = () => setAttempt((number) => number + 1);
        lookers.add(again);
        return () => {
            lookers.delete(again);
        };
    }, []);
    useEffect(() => {
        if (!isNeeded) return;
        let isWanted = true;
        readAccount(server).then(
            (found) => isWanted && setAccount(found),
            () => isWanted && setAccount(null),
        );
        return () => {
            isWanted = false;
        };
    }, [server, attempt, isNeeded]);
    return [account, () => lookers.forEach((look) => look())];
}
