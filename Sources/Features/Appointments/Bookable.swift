import Conversation
import Storage

/// What a service is booked with.
struct Bookable: Hashable {
    let id: String
    /// As callers hear it; nil where the business has just one calendar.
    let name: String?

    /// The calendar of a business that names no resources.
    static let onlyOne = Bookable(id: "", name: nil)
}

extension TenantTransaction {
    /// Who or what may do a service now, by name; empty where those who may are not available.
    func bookables(for service: Service) throws -> [Bookable] {
        let all = try resources()
        guard !all.isEmpty else { return [.onlyOne] }
        return all.compactMap { resource in
            guard let id = resource.id, resource.available != false, service.resources.isEmpty || service.resources.contains(id) else {
                return nil
            }
            return Bookable(id: id, name: resource.name)
        }
    }
}
