import Foundation
public import NIOSSL

/// A certificate that nobody has signed but itself, good for two days and for those who are told of it.
public struct TemporaryCertificate: Sendable {
    private let chain: [NIOSSLCertificate]
    private let key: NIOSSLPrivateKey

    /// - Parameter name: whom it names: `DNS:localhost`, `IP:127.0.0.1`.
    public init(naming name: String) throws {
        let folder = try TemporaryFolder()
        let (certificate, key) = (folder.url.appending(path: "certificate.pem").path, folder.url.appending(path: "key.pem").path)
        let maker = Process()
        maker.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        maker.arguments =
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
            + ["-subj", "/CN=test", "-addext", "subjectAltName=\(name)", "-keyout", key, "-out", certificate]
        maker.standardError = FileHandle.nullDevice
        try maker.run()
        maker.waitUntilExit()
        chain = try NIOSSLCertificate.fromPEMFile(certificate)
        self.key = try NIOSSLPrivateKey(file: key, format: .pem)
    }

    /// A server that proves itself with it.
    var server: TLSConfiguration {
        .makeServerConfiguration(certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
    }

    /// A client that trusts it, and nobody else.
    public var trust: TLSConfiguration {
        var trust = TLSConfiguration.makeClientConfiguration()
        trust.trustRoots = .certificates(chain)
        return trust
    }
}
