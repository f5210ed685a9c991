/// What can go wrong with stored data, the same for both engines. The text is for the log, never for a stranger.
public enum StorageError: Error, Hashable, Sendable {
    /// A row with this key exists. Names table and columns: `customer.phone_identity`, `slot_claim.resource,cell`.
    case uniqueViolation(String)
    /// The row refers to one that does not exist, or is referred to.
    case foreignKeyViolation(String)
    /// A value that the column does not take: NULL, another type, or outside its allowed values.
    case checkViolation(String)
    /// A text holds the character U+0000, which PostgreSQL cannot keep.
    case unstorableText
    /// No space left. Nothing of the transaction is stored; it can be tried again when there is room.
    case full
    /// The database cannot be reached or is too busy. Nothing is stored, unless the connection broke during the commit.
    case unavailable(String)
    /// Another server has this data folder; its path is given.
    case inUse(String)
    /// The file is damaged, missing, or written by a newer version of the program. It needs a person.
    case corrupt(String)
    /// A column or JSON value is not what the program expects.
    case unreadable(String)
    /// The database did not accept the statement: a mistake in the program.
    case rejected(String)
}
