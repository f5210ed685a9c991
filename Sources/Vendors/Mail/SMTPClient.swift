import Core
import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// Hands messages to a mail server, each over a connection of its own.
public struct SMTPClient: Sendable {
    /// How long a server may take. RFC 5321, section 4.5.3.2, gives minutes, for messages of any size and servers of any age; ours are
    /// small, and one that was taken after all is known by its Message-ID.
    public struct Patience: Sendable, Hashable {
        public var connecting: Duration
        public var reply: Duration
        /// From the message's last byte to the word that it was taken.
        public var acceptance: Duration

        public init(connecting: Duration = .seconds(10), reply: Duration = .seconds(30), acceptance: Duration = .seconds(300)) {
            self.connecting = connecting
            self.reply = reply
            self.acceptance = acceptance
        }

        /// No hand-over takes longer: each of the ten steps before the last in its time.
        public var longest: Duration { connecting + reply * 10 + acceptance }
    }

    public let server: SMTPServer
    public let patience: Patience
    private let name: String

    /// - Parameter name: who we say we are: a host name, best one that leads to us.
    public init(_ server: SMTPServer, as name: String, patience: Patience = Patience()) {
        self.server = server
        self.name = name
        self.patience = patience
    }

    /// - Returns: the words with which the server took it.
    /// - Throws: `MailFailure`; `unknown` when it was cancelled, as when the connection breaks, after all of it was sent.
    public func send(_ message: MailMessage) async throws(MailFailure) -> String {
        let bytes = message.encoded()
        let envelope = SMTPSession.Envelope(sender: message.from.address, recipient: message.to.address, size: bytes.count)
        let opening = ChannelOpening()
        let outcome: SMTPSession.Outcome
        do {
            outcome = try await withTaskCancellationHandler {
                try await exchange(bytes, envelope, over: opening)
            } onCancel: {
                opening.giveUp()
            }
        } catch {
            throw .notNow(reason: "The mail server cannot be reached: \(SMTPConnection.words(for: error))")
        }
        return try outcome.get()
    }

    private func exchange(
        _ message: [UInt8], _ envelope: SMTPSession.Envelope, over opening: ChannelOpening
    ) async throws -> SMTPSession.Outcome {
        let context = try NIOSSLContext(configuration: tls())
        let group = MultiThreadedEventLoopGroup.singleton
        let outcome = group.next().makePromise(of: SMTPSession.Outcome.self)
        ClientBootstrap(group: group)
            .connectTimeout(TimeAmount(patience.connecting))
            // Nothing is read until somebody is there who understands it.
            .channelOption(.autoRead, value: false)
            .connect(host: server.host, port: server.port)
            .flatMap { channel in
                channel.eventLoop.submit { try prepare(channel, message, envelope, in: context, promising: outcome) }
                    .flatMap { channel.setOption(.autoRead, value: true) }
                    .map { opening.began(on: channel) }
            }
            .whenFailure { outcome.fail($0) }
        return try await outcome.futureResult.get()
    }

    private func prepare(
        _ channel: any Channel, _ message: [UInt8], _ envelope: SMTPSession.Envelope, in context: NIOSSLContext,
        promising outcome: EventLoopPromise<SMTPSession.Outcome>
    ) throws {
        let makeTLS = { [server] in try NIOSSLClientHandler(context: context, serverHostname: server.nameForTLS) }
        let session = SMTPSession(with: server, as: name, envelope: envelope, isPrivate: channel.remoteAddress?.isLoopback ?? false)
        if server.security == .implicit { try channel.pipeline.syncOperations.addHandler(makeTLS()) }
        try channel.pipeline.syncOperations.addHandler(
            SMTPConnection(session, message: message, patience: patience, makeTLS: makeTLS, outcome: outcome))
    }

    private func tls() throws -> TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        if let authorities = server.authorities {
            configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(authorities.utf8)))
        }
        return configuration
    }
}

extension SMTPServer {
    /// A bare address cannot be named in the handshake (RFC 6066, section 3).
    fileprivate var nameForTLS: String? { (try? SocketAddress(ipAddress: host, port: port)) == nil ? host : nil }
}
