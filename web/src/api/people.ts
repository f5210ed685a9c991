import type { StaffRole } from "./account";
import type { Server } from "./http";
import { ownerPath } from "./ownerPath";

/** One of a business's people. */
export interface Member {
    readonly id: string;
    readonly email: string;
    readonly name: string;
    readonly role: StaffRole;
    /** RFC 3339. */
    readonly since: string;
    readonly hasSecondFactor: boolean;
}

/** An invitation that waits for an answer. */
export interface OpenInvitation {
    readonly id: string;
    readonly email: string;
    readonly role: StaffRole;
    readonly invitedBy: string;
    /** RFC 3339. */
    readonly expiresAt: string;
}

interface List<Item> {
    readonly data: readonly Item[];
}

const staff = (businessId: string, person = "") => ownerPath(businessId, `staff${person}`);
const invitations = (businessId: string, invitation = "") => ownerPath(businessId, `invitations${invitation}`);

export const listPeople = async (server: Server, id: string) => (await server.get<List<Member>>(staff(id))).data;
export const changeRole = (server: Server, id: string, person: string, role: StaffRole) =>
    server.put<Member>(staff(id, `/${person}`), { role });
export const removePerson = (server: Server, id: string, person: string) => server.remove(staff(id, `/${person}`));

export const listInvitations = async (server: Server, id: string) => (await server.get<List<OpenInvitation>>(invitations(id))).data;
export const invite = (server: Server, id: string, email: string, role: StaffRole) =>
    server.post<OpenInvitation>(invitations(id), { email, role });
export const withdrawInvitation = (server: Server, id: string, invitation: string) => server.remove(invitations(id, `/${invitation}`));
