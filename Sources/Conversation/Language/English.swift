/// What the readers know about English, American and British. Nothing here knows a trade; nothing outside this folder holds
/// words of a language.
///
/// All words are in the form of `Utterance.Token.word`: lower case, without accents and apostrophes.
enum English {}
