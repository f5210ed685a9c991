/// What becomes of a platform table's rows that name a business, when the business is copied and when it is deleted.
///
/// A test asks for a line for every table, so that nobody's data stays behind because a table was forgotten.
public enum Belonging: Sendable, Hashable {
    /// Part of the business: goes into its archive, is made again from there, and is deleted with it.
    case itsOwn
    /// Opens doors or proves something: never leaves the platform, and is deleted with the business.
    case secret
    /// The platform's record about the business: never leaves with it, and is deleted with it.
    case about
    /// Stays when the business is deleted, as the law or the platform's own accountability asks.
    case stays
    /// Names no business, or is looked after by who keeps it.
    case elsewhere
}

extension StoredTable {
    /// For a table of the platform.
    public var belonging: Belonging { PlatformSchema.belongings[name] ?? .elsewhere }
}

extension PlatformSchema {
    static let belongings: [String: Belonging] = [
        // What is left of a deleted business's record is blank but for its subdomain, which nobody else may have.
        "business": .stays,
        "api_key": .secret,
        "call_token": .secret,
        "line_token": .secret,
        "provisioning_step": .itsOwn,
        "webhook_business": .itsOwn,
        "platform_key": .elsewhere,
        "phone_number": .itsOwn,
        "audit_log": .stays,
        // The last letter tells of the deletion: see `BusinessDeletion`.
        "letter": .elsewhere,
        // Whose server refuses mail is nobody's in particular.
        "mail_suppression": .elsewhere,
        // People belong to themselves. Those who belonged to no other business go too: see `BusinessDeletion`.
        "account": .elsewhere,
        "membership": .secret,
        "account_session": .secret,
        "recovery_code": .elsewhere,
        "password_reset": .elsewhere,
        "invitation": .secret,
        "failed_attempts": .elsewhere,
        // The books.
        "plan_version": .elsewhere,
        "subscription": .about,
        "subscription_change": .stays,
        "number_series": .elsewhere,
        "invoice": .stays,
        "invoice_line": .elsewhere,
        "credit_note": .stays,
        "payment": .stays,
        "tax_rate": .elsewhere,
        "refund": .stays,
        "usage_month": .stays,
        "usage_due": .about,
        "billing_details": .itsOwn,
        // Who has left is charged no more: only when Stripe has said so is it forgotten.
        "stripe_customer": .elsewhere,
        "stripe_event": .about,
        "stripe_meter_event": .about,
        "stripe_meter_difference": .about,
        "departure": .stays,
        "registration": .about,
        // Nobody else gets the name for a long time: see `PlatformTransaction.claim`.
        "subdomain_claim": .elsewhere,
        "custom_domain": .itsOwn,
        "business_day": .stays,
        // Who has left has no agent any more: only when Ultravox has said so is it forgotten.
        "ultravox_agent": .elsewhere,
    ]
}
