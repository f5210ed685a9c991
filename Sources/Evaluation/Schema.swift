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
            let known = SlotTarget(name: Slot.Name(rawValue: field.name))
            return FollowedSlot(
                name: known.name, label: known.label, kind: try field.kind(of: known), use: try field.use(), fallback: field.default)
        }
    }
}

extension Schema.Field {
    fileprivate func kind(of known: SlotTarget) throws -> FollowedSlot.Kind {
        let choices = (allowed ?? []).map { Slot.Choice(id: $0, name: $0) }
        return switch type {
        case "date": .date
        case "time": .time
        case "integer": .value(known.kind == .people ? .people : .number)
        case "boolean": .flag
        case "name": .name(choices)
        case "place": .place(choices)
        case "category": .category(choices)
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
