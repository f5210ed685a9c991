/// A form with files, as browsers send it (RFC 7578).
struct MultipartForm {
    private let boundary: String
    private var parts: [UInt8] = []

    /// - Parameter boundary: letters and digits that do not occur in what is sent; random ones do not.
    init(boundary: String) {
        self.boundary = boundary
    }

    var contentType: String { "multipart/form-data; boundary=\(boundary)" }

    mutating func append(_ value: String, name: String) {
        begin("form-data; name=\"\(name)\"")
        parts += "\r\n\(value)\r\n".utf8
    }

    mutating func append(file: [UInt8], name: String, filename: String, contentType: String) {
        begin("form-data; name=\"\(name)\"; filename=\"\(filename)\"")
        parts += "Content-Type: \(contentType)\r\n\r\n".utf8
        parts += file
        parts += "\r\n".utf8
    }

    var body: [UInt8] { parts + "--\(boundary)--\r\n".utf8 }

    private mutating func begin(_ disposition: String) {
        parts += "--\(boundary)\r\nContent-Disposition: \(disposition)\r\n".utf8
    }
}
