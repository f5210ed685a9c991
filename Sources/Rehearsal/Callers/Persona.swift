/// How somebody telephones.
public enum Persona: String, Sendable, Hashable, Codable, CaseIterable {
    /// Answers what is asked, in as few words as will do.
    case brisk
    /// Says everything at once.
    case eager
    /// Never says a thing without saying another.
    case rambling
    /// Says a thing wrong and then right, in one breath.
    case correctsHimself
    /// Wants something else once it has been read back.
    case changesMind
    /// Is hard to understand.
    case mumbling
    /// Often says nothing.
    case silent
    /// Asks before ordering, and in between.
    case asksFirst
    /// Has things said again, and wants a moment.
    case hardOfHearing
    /// Would rather speak to a person.
    case wantsPerson
    /// Gives up on it half-way.
    case callsOff
}
