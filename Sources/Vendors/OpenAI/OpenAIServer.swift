import Core

/// Where an OpenAI-compatible server is, and how requests to it are made.
struct OpenAIServer: Sendable {
    /// Up to and with `/v1`.
    var baseURL: String
    var key: Secret?
    /// From sending to the answer's last piece.
    var timeout: Duration

    func request(
        _ method: Transport.Request.Method, _ path: String, contentType: String? = nil, body: [UInt8] = []
    ) -> Transport.Request {
        var headers: [Transport.Header] = []
        if let key { headers.append(Transport.Header("Authorization", "Bearer \(key.reveal())")) }
        if let contentType { headers.append(Transport.Header("Content-Type", contentType)) }
        let base = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
        return Transport.Request(method, base + path, headers: headers, body: body, timeout: timeout)
    }
}
