/** The address of what a business owns: `/api/business/0198…/menu`. */
export function ownerPath(businessId: string, thing: string): string {
    return `/api/business/${businessId}/${thing}`;
}
