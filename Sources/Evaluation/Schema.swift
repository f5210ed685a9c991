import Conversation

/// What a business would declare to have a conversation of others understood.
struct Schema: Decodable {
    /// What is called when the matter is settled.
    var call: String
    var fields: [Field]

    struct Field: Decodable {
        var name: String
        var type: String
        var role: String
        var allowed: [String]?
        var `default`: String?
    }

    /// - Throws: `DecodingError` for a type or a role that there is not.
    func slots() throws -> [FollowedSlot] {
        try fields.map { field in
            FollowedSlot(name: field.name, kind: try field.kind(), use: try field.use(), fallback: field.default)
        }
    }
}

extension Schema.Field {
    fileprivate func kind() throws -> FollowedSlot.Kind {
        switch type {
        case "date": .date
        case "time": .time
        case "integer": .count
        case "boolean": .flag
        case "name": .name(allowed ?? [])
        case "place": .place(allowed ?? [])
        case "category": .category(allowed ?? [])
        default: throw unknown("type", type)
        }
    }

    fileprivate func use() throws -> FollowedSlot.Use {
        switch role {
        case "required": .required
        case "optional": .optional
        case "search": .search
        default: throw unknown("role", role)
        }
    }

    private func unknown(_ key: String, _ value: String) -> DecodingError {
        .dataCorrupted(.init(codingPath: [], debugDescription: "\"\(value)\" is no \(key) of a field"))
    }
}
