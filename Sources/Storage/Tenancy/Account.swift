public import Core

/// A person who can sign in. Of which businesses, and as what, is in memberships.
public enum Account {
    public typealias ID = Identifier<Account>
}
