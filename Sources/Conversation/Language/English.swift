/// The words of English, American and British, that the readers know. Nothing here knows a trade. The readers beside it know
/// English grammar too: which of these words follow which, and the small words between them. Another language has its own
/// words and its own readers of numbers and times; what they read, and all that is built on it, stays the same.
///
/// All words are in the form of `Utterance.Token.word`: lower case, without accents and apostrophes.
enum English {}
