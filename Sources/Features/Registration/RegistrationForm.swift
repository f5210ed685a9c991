import Core
import Foundation

/// The form by which a business registers, as far as it is filled in. Each part can be sent, read and judged without the others.
public struct RegistrationForm: Sendable, Hashable, Codable {
    public var business: Information?
    public var subdomain: String?
    public var voice: VoiceConfiguration?
    public var hours: HoursDocument?
    public var menu: [MenuItemDocument]?
    public var services: [ServiceDocument]?
    public var supportCategories: [SupportCategoryDocument]?
    public var plan: String?
    var isDemo: Bool?
    /// Whether those who run the platform registered the business, so that its address need not be proven.
    var isVouchedFor: Bool?

    /// Who registers. Without a time zone and a currency: New York's, and the US dollar.
    public struct Information: Sendable, Hashable, Codable {
        public var name: String
        /// restaurant, appointment, support or custom, in any case.
        public var type: String
        public var email: String
        public var phone: String?
        public var timeZone: String?
        public var currency: String?
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case business, subdomain, voice, hours, menu, services, supportCategories, plan, isDemo, isVouchedFor
    }

    public init() {}

    /// The form of who sends everything at once.
    init(_ request: RegistrationRequest) {
        business = Information(
            name: request.businessName, type: request.businessType, email: request.email, phone: request.phone,
            timeZone: request.timeZone, currency: request.currency)
        subdomain = request.subdomain
        plan = request.plan
        isDemo = request.demoAccount
    }

    /// What of it describes the business itself; a part that is missing is empty.
    private var request: RegistrationRequest {
        RegistrationRequest(
            businessName: business?.name ?? "", businessType: business?.type ?? "", subdomain: subdomain ?? "",
            email: business?.email ?? "", phone: business?.phone, plan: plan, demoAccount: isDemo, timeZone: business?.timeZone,
            currency: business?.currency)
    }

    /// The form without what was put into the business's own database.
    var withoutDocuments: RegistrationForm {
        var form = self
        (form.voice, form.hours, form.menu, form.services, form.supportCategories) = (nil, nil, nil, nil, nil)
        return form
    }
}

extension RegistrationForm {
    /// - Throws: `Problem` with everything that is wrong or missing.
    func validated() throws -> RegistrationRequest.Validated {
        let violations = violations() + missing
        guard violations.isEmpty else { throw Problem.invalid(violations) }
        return try request.validated()
    }

    /// What has to be filled in before it can be sent off.
    var missing: [Problem.Violation] {
        var missing: [Problem.Violation] = []
        if business == nil { missing.append(.init(pointer: "#/business", detail: "Tell the business's name, type and address of mail.")) }
        if subdomain == nil { missing.append(.init(pointer: "#/subdomain", detail: "Choose a subdomain.")) }
        return missing
    }

    /// What is wrong in the parts that are filled in.
    func violations() -> [Problem.Violation] {
        identityViolations() + documentViolations()
    }

    private func identityViolations() -> [Problem.Violation] {
        do {
            _ = try request.validated()
            return []
        } catch let problem as Problem {
            return problem.violations.compactMap { violation in
                switch violation.pointer {
                case "#/subdomain": subdomain == nil ? nil : violation
                case "#/plan": violation
                default: business == nil ? nil : violation.moved(to: Self.places[violation.pointer] ?? violation.pointer)
                }
            }
        } catch {
            preconditionFailure("A request is refused by a problem and by nothing else")
        }
    }

    /// Where the form has what the request has elsewhere.
    private static let places = [
        "#/business_name": "#/business/name", "#/business_type": "#/business/type", "#/email": "#/business/email",
        "#/phone": "#/business/phone", "#/time_zone": "#/business/timeZone", "#/currency": "#/business/currency",
    ]

    private func documentViolations() -> [Problem.Violation] {
        let region = PhoneNumber.Region(ofBusinessWith: nil, timeZone: business?.timeZone ?? RegistrationRequest.standardTimeZone)
        let currency = (business?.currency ?? RegistrationRequest.standardCurrency).uppercased()
        var found = (voice?.violations(in: region) ?? []).map { $0.within("#/voice") }
        found += (hours?.violations() ?? []).map { $0.within("#/hours") }
        found += Self.violations(of: menu, at: "#/menu", named: \.name) { _ = try $0.item(id: .init(""), currency: currency) }
        found += Self.violations(of: services, at: "#/services", named: \.name) { _ = try $0.service(id: .init(""), currency: currency) }
        found += Self.violations(of: supportCategories, at: "#/supportCategories", named: \.name) { try $0.check() }
        return found
    }

    /// More than that are imported once the business is there.
    private static let mostDocuments = 500

    private static func violations<Document>(
        of documents: [Document]?, at pointer: String, named name: (Document) -> String, check: (Document) throws -> Void
    ) -> [Problem.Violation] {
        let documents = documents ?? []
        guard documents.count <= mostDocuments else {
            return [
                .init(pointer: pointer, detail: "There are at most \(mostDocuments) of these; add the others once the business is there.")
            ]
        }
        var found: [Problem.Violation] = []
        var names: Set<String> = []
        for (index, document) in documents.enumerated() {
            let place = "\(pointer)/\(index)"
            do {
                try check(document)
            } catch let problem as Problem {
                found += problem.violations.map { $0.within(place) }
            } catch {
                found.append(.init(pointer: place, detail: "This cannot be stored."))
            }
            if !names.insert(name(document).trimmingCharacters(in: .whitespacesAndNewlines)).inserted {
                found.append(.init(pointer: "\(place)/name", detail: "Another one has this name."))
            }
        }
        return found
    }
}

extension Problem.Violation {
    fileprivate func moved(to pointer: String) -> Problem.Violation { .init(pointer: pointer, detail: detail) }
}

/// Some parts of a form: those named replace what was there, and null empties them (RFC 7396, at the first level).
public struct RegistrationFormChange: Sendable, Decodable {
    private let form: RegistrationForm
    private let named: Set<RegistrationForm.CodingKeys>

    public init(from decoder: any Decoder) throws {
        form = try RegistrationForm(from: decoder)
        named = Set(try decoder.container(keyedBy: RegistrationForm.CodingKeys.self).allKeys)
    }

    func applied(to old: RegistrationForm) -> RegistrationForm {
        var new = old
        for part in named {
            switch part {
            case .business: new.business = form.business
            case .subdomain: new.subdomain = form.subdomain
            case .voice: new.voice = form.voice
            case .hours: new.hours = form.hours
            case .menu: new.menu = form.menu
            case .services: new.services = form.services
            case .supportCategories: new.supportCategories = form.supportCategories
            case .plan: new.plan = form.plan
            // Not for a stranger to say.
            case .isDemo, .isVouchedFor: break
            }
        }
        return new
    }
}
