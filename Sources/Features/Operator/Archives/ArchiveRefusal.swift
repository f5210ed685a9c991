import Foundation

/// Why a file is not taken in, as one sentence for who offered it. Nothing of it was kept.
public enum ArchiveRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    case notThere(String)
    case foreign(String)
    /// The name of the part that is not what it was, or what is missing.
    case damaged(String)
    /// What it has that this program does not know.
    case newer(String)

    public var description: String {
        switch self {
        case .notThere(let path): "there is no file \(path) that can be read."
        case .foreign(let what): "this is not \(what)."
        case .damaged(let part): "the archive is damaged: \(part); make it again from its source."
        case .newer(let what): "the archive was made by a newer version of this program (\(what)); update before you import it."
        }
    }
}
