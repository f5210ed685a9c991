import type { Account } from "../../api/account";
import type { BusinessConfig } from "../../api/business";
import type { Server } from "../../api/http";
import { KeysSection } from "./KeysSection";
import { PeopleSection } from "./PeopleSection";

/** Who may come in, people and programs. */
export function PeoplePage({ business, server, account }: { business: BusinessConfig; server: Server; account: Account }) {
    return (
        <>
            <h1>People and keys</h1>
            <PeopleSection server={server} businessId={business.businessId} timeZone={business.timeZone} account={account} />
            <KeysSection server={server} businessId={business.businessId} timeZone={business.timeZone} />
        </>
    );
}
