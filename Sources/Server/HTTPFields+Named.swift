import HTTPTypes

extension HTTPFields {
    /// A field that the HTTP library has no constant for. A name that is no token names nothing.
    subscript(named name: String) -> String? {
        get { HTTPField.Name(name).flatMap { self[$0] } }
        set {
            guard let name = HTTPField.Name(name) else { return }
            self[name] = newValue
        }
    }
}
