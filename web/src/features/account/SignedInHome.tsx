import type { Account, Membership } from "../../api/account";

/** Where somebody may go who has signed in on the platform's own host. */
export function SignedInHome({ account, address, onSignOut }: {
    account: Account;
    /** The staff page of a business. */
    address(membership: Membership): string;
    onSignOut(): void;
}) {
    return (
        <div className="account-form">
            <h1>{account.name === "" ? account.email : account.name}</h1>
            {account.businesses.length === 0 && <p>You belong to no business here.</p>}
            <ul className="account-businesses">
                {account.businesses.map((membership) => (
                    <li key={membership.businessId}>
                        <a href={address(membership)}>{membership.name}</a> <span className="small-print">{membership.role}</span>
                    </li>
                ))}
            </ul>
            <button type="button" className="quiet" onClick={onSignOut}>Sign out</button>
        </div>
    );
}
