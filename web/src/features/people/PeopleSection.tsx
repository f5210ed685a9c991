import { useState } from "react";
import type { Account, StaffRole } from "../../api/account";
import type { Server } from "../../api/http";
import {
    changeRole, invite, listInvitations, listPeople, Member, removePerson, withdrawInvitation,
} from "../../api/people";
import { Await } from "../../shared/Await";
import { Confirm } from "../../shared/Confirm";
import { DataTable } from "../../shared/DataTable";
import { Dialog } from "../../shared/Dialog";
import { ChoiceField, Field } from "../../shared/Field";
import { formatDate } from "../../shared/format";
import { Outcome } from "../../shared/Outcome";
import { Form, Section } from "../../shared/Section";
import { mistakeAt, useAction } from "../../shared/useAction";
import { useLoaded } from "../../shared/useLoaded";

const roles: readonly (readonly [role: StaffRole, words: string])[] = [["staff", "Staff"], ["manager", "Manager"], ["owner", "Owner"]];
const rolesHint = "Staff work on orders, bookings and tickets; managers also change settings and read invoices; owners also decide about plan, people and keys.";

/** The people of a business, and who is invited. */
export function PeopleSection({ server, businessId, timeZone, account }: {
    server: Server;
    businessId: string;
    timeZone: string;
    /** Who looks at them. */
    account: Account;
}) {
    const [visit, setVisit] = useState(0);
    const [isInviting, setInviting] = useState(false);
    const [leaving, setLeaving] = useState<Member | null>(null);
    const action = useAction();
    const again = () => setVisit((number) => number + 1);
    const loaded = useLoaded(`${businessId} ${visit}`, () => Promise.all([listPeople(server, businessId), listInvitations(server, businessId)]));
    const act = (work: () => Promise<unknown>, done: string) => void action.run(work, done).then(again);
    return (
        <Section title="People" lead={rolesHint} tools={<button type="button" onClick={() => setInviting(true)}>Invite somebody</button>}>
            <Outcome action={action} />
            <Await loaded={loaded}>
                {([people, invitations]) => (
                    <>
                        <DataTable
                            caption="People"
                            columns={[
                                { title: "Name", cell: (person) => <>{person.name || person.email}{person.id === account.id && <span className="tag">you</span>}{person.name !== "" && <small>{person.email}</small>}</> },
                                {
                                    title: "Role",
                                    cell: (person) => (
                                        <ChoiceField
                                            label={`Role of ${person.name || person.email}`} isLabelHidden value={person.role} choices={roles} isDisabled={action.isBusy}
                                            onChange={(role) => act(() => changeRole(server, businessId, person.id, role), `${person.name || person.email} is ${role} now.`)}
                                        />
                                    ),
                                },
                                { title: "Since", cell: (person) => formatDate(person.since, timeZone) },
                                { title: "Second factor", cell: (person) => (person.hasSecondFactor ? "Yes" : "No") },
                            ]}
                            rows={people}
                            keyOf={(person) => person.id}
                            empty="Nobody yet."
                            actions={(person) => (
                                <button type="button" className="link link-bad" aria-label={`Remove ${person.name || person.email}`} onClick={() => setLeaving(person)}>Remove</button>
                            )}
                        />
                        {invitations.length > 0 && (
                            <>
                                <h3>Invited</h3>
                                <DataTable
                                    caption="Invitations"
                                    columns={[
                                        { title: "Address", cell: (invitation) => invitation.email },
                                        { title: "Role", cell: (invitation) => invitation.role },
                                        { title: "By", cell: (invitation) => invitation.invitedBy },
                                        { title: "Until", cell: (invitation) => formatDate(invitation.expiresAt, timeZone) },
                                    ]}
                                    rows={invitations}
                                    keyOf={(invitation) => invitation.id}
                                    empty=""
                                    actions={(invitation) => (
                                        <button
                                            type="button" className="link link-bad"
                                            onClick={() => act(() => withdrawInvitation(server, businessId, invitation.id), "The invitation is withdrawn.")}
                                        >
                                            Withdraw
                                        </button>
                                    )}
                                />
                            </>
                        )}
                    </>
                )}
            </Await>
            {isInviting && (
                <Invite
                    onInvite={async (email, role) => {
                        await invite(server, businessId, email, role);
                        again();
                    }}
                    onClose={() => setInviting(false)}
                />
            )}
            {leaving !== null && (
                <Confirm
                    title={`Remove ${leaving.name || leaving.email}?`} act="Remove" onClose={() => setLeaving(null)}
                    onConfirm={() => removePerson(server, businessId, leaving.id).then(again)}
                >
                    <p>They are signed out of this business at once. What they did stays in the books.</p>
                </Confirm>
            )}
        </Section>
    );
}

function Invite({ onInvite, onClose }: { onInvite(email: string, role: StaffRole): Promise<void>; onClose(): void }) {
    const [email, setEmail] = useState("");
    const [role, setRole] = useState<StaffRole>("staff");
    const action = useAction();
    return (
        <Dialog title="Invite somebody" onClose={onClose}>
            <Form
                action={action} save="Send the invitation" onSend={() => void action.run(() => onInvite(email, role)).then((isDone) => isDone && onClose())}
                more={<button type="button" onClick={onClose}>Cancel</button>}
            >
                <Field
                    label="E-mail" type="email" isRequired autoFocus value={email} mistake={mistakeAt(action.problem?.mistakes ?? [], "#/email")}
                    hint="They get a letter with a link that works for a week." onChange={setEmail}
                />
                <ChoiceField label="Role" value={role} choices={roles} onChange={(chosen) => setRole(chosen)} />
            </Form>
        </Dialog>
    );
}
