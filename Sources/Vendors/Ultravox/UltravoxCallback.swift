public import Core

extension UltravoxCircumstances {
    /// An address that is told, and the secrets that sign what it is told.
    public struct Callback: Sendable, Hashable, Encodable {
        public var url: String
        public var secrets: [Secret]

        public init(url: String, secrets: [Secret]) {
            self.url = url
            self.secrets = secrets
        }

        private enum CodingKeys: String, CodingKey {
            case url, secrets
        }

        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(url, forKey: .url)
            // The vendor signs with them.
            try container.encode(secrets.map { $0.reveal() }, forKey: .secrets)
        }
    }
}
