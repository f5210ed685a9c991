import Core
import Crypto
import Foundation
import Storage

/// The last part of an archive: what it is, and what it must hold. An archive without it was not finished.
struct ArchiveManifest: Codable, Sendable, Hashable {
    static let name = "manifest.json"

    let format: Format
    /// Counts up with every change that an older program would misread.
    var version = Self.newestVersion
    let exportedAt: Date
    let business: Business.ID
    let subdomain: String
    let schema: SchemaLevel
    /// In the order in which they stand in the archive.
    let parts: [Part]

    static let newestVersion = 1

    enum Format: String, Codable, Sendable {
        case business = "voiceagent-business"
    }

    struct Part: Codable, Sendable, Hashable {
        let name: String
        let bytes: Int
        /// In 64 lower-case hexadecimal digits.
        let sha256: String
    }

    enum CodingKeys: String, CodingKey {
        case format, version, subdomain, schema, parts
        case exportedAt = "exported_at"
        case business = "business_id"
    }
}

extension ArchiveManifest.Part {
    init(_ name: String, _ content: Data) {
        var sum = SHA256()
        sum.update(data: content)
        self.init(name, bytes: content.count, sum: sum)
    }

    init(_ name: String, bytes: Int, sum: SHA256) {
        self.init(name: name, bytes: bytes, sha256: sum.finalize().hexadecimal)
    }
}

extension Sequence<UInt8> {
    /// Two lower-case digits for each byte.
    var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}

/// How the documents of archives and backups are written: sorted, so that the same content is the same bytes.
enum ArchiveJSON {
    static func data(of value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return try encoder.encode(value)
    }

    static func value<T: Decodable>(_ type: T.Type, of data: Data) throws -> T {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return try decoder.decode(type, from: data)
    }
}
