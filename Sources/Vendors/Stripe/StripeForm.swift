/// What a request to Stripe says: nested values that become a form with bracketed names, `items[0][price]=price_1`.
///
/// Lists are indexed, times are seconds since 1970, an absent value is not sent, and an empty text clears what is there. Source: Stripe's
/// API, version 1.
public indirect enum StripeValue: Sendable, Hashable {
    case text(String)
    case list([StripeValue])
    case fields([Field])
    /// Not sent.
    case absent

    public struct Field: Sendable, Hashable {
        let name: String
        let value: StripeValue
    }

    /// Empties the field at Stripe's.
    public static let cleared = StripeValue.text("")

    public init(_ text: String?) { self = text.map { .text($0) } ?? .absent }
    public init(_ number: Int?) { self = number.map { .text(String($0)) } ?? .absent }

    /// As fields of a form, in the order in which they were written.
    var form: FormFields {
        var form = FormFields()
        write(under: "", to: &form)
        return form
    }

    private func write(under name: String, to form: inout FormFields) {
        switch self {
        case .text(let text): form.append(name, text)
        case .list(let values):
            for (index, value) in values.enumerated() { value.write(under: "\(name)[\(index)]", to: &form) }
        case .fields(let fields):
            for field in fields { field.value.write(under: name.isEmpty ? field.name : "\(name)[\(field.name)]", to: &form) }
        case .absent: break
        }
    }
}

extension StripeValue: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    public init(stringLiteral value: String) { self = .text(value) }
    public init(integerLiteral value: Int) { self = .text(String(value)) }
    public init(booleanLiteral value: Bool) { self = .text(value ? "true" : "false") }
    public init(arrayLiteral elements: StripeValue...) { self = .list(elements) }

    public init(dictionaryLiteral elements: (String, StripeValue)...) {
        self = .fields(elements.map { Field(name: $0, value: $1) })
    }
}
