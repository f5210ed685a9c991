import Foundation
import NIOCore
import NIOPosix

/// Asks a name server for texts and aliases, which the C library's resolver does not tell. Over UDP, and over TCP what does not fit.
public struct DNSResolver: Sendable {
    /// How long one attempt may take, and how many there are.
    private static let patience = Duration.seconds(2)
    private static let attempts = 3

    /// Where a name server is.
    public struct Server: Sendable, Hashable {
        public let host: String
        public let port: Int

        public init(host: String, port: Int = 53) {
            self.host = host
            self.port = port
        }

        /// The first one that the system asks.
        ///
        /// Source of the form: resolv.conf(5).
        public static func ofSystem(configuration: String = "/etc/resolv.conf") -> Server {
            let text = (try? String(contentsOfFile: configuration, encoding: .utf8)) ?? ""
            let hosts = text.split(separator: "\n").compactMap { line in
                let words = line.split(whereSeparator: \.isWhitespace)
                return words.first == "nameserver" && words.count > 1 ? String(words[1]) : nil
            }
            return Server(host: hosts.first ?? "127.0.0.1")
        }
    }

    /// Why there is no answer. That a name is not there is an answer: an empty one.
    public enum Failure: Error, Sendable, Hashable {
        case badName
        case timedOut
        case unreachable(reason: String)
        /// The server cannot or will not say, with its code (RFC 1035, section 4.1.1).
        case refused(code: Int)
    }

    private let server: Server

    public init(server: Server) {
        self.server = server
    }

    /// What the TXT records of a name say.
    public func texts(of name: String) async throws(Failure) -> [String] {
        try await values(of: name, .text)
    }

    /// The names that a name is an alias of.
    public func aliases(of name: String) async throws(Failure) -> [String] {
        try await values(of: name, .alias)
    }

    private func values(of name: String, _ type: DNSRecordType) async throws(Failure) -> [String] {
        guard DNSQuestion.isValid(name) else { throw .badName }
        var failure = Failure.timedOut
        for _ in 0..<Self.attempts {
            // A guess at the identifier and at the port, which the system draws, is what a forger has to make (RFC 5452, section 4).
            let question = DNSQuestion(id: .random(in: .min ... .max), name: name, type: type)
            do {
                var answer = try await within(Self.patience) { try await askOverUDP(question) }
                if answer.isTruncated { answer = try await within(Self.patience) { try await askOverTCP(question) } }
                switch answer.status {
                case .found: return answer.values
                case .noSuchName: return []
                case .failed(let code): throw Failure.refused(code: code)
                }
            } catch let error as Failure {
                failure = error
            } catch is TimedOut {
                failure = .timedOut
            } catch {
                failure = Task.isCancelled ? .timedOut : .unreachable(reason: "\(error)")
            }
            if Task.isCancelled { break }
        }
        throw failure
    }

    private func askOverUDP(_ question: DNSQuestion) async throws -> DNSAnswer {
        let channel = try await DatagramBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: server.host, port: server.port)
            .flatMapThrowing { channel in
                (
                    channel.remoteAddress,
                    try NIOAsyncChannel<AddressedEnvelope<ByteBuffer>, AddressedEnvelope<ByteBuffer>>(wrappingChannelSynchronously: channel)
                )
            }.get()
        guard let address = channel.0 else { throw Failure.unreachable(reason: "the name server has no address") }
        return try await channel.1.executeThenClose { inbound, outbound in
            try await outbound.write(AddressedEnvelope(remoteAddress: address, data: question.bytes))
            for try await envelope in inbound {
                if let answer = DNSAnswer(envelope.data, to: question) { return answer }
            }
            throw Failure.unreachable(reason: "the name server hung up")
        }
    }

    /// With the message's length before it (RFC 1035, section 4.2.2).
    private func askOverTCP(_ question: DNSQuestion) async throws -> DNSAnswer {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: server.host, port: server.port)
            .flatMapThrowing { try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: $0) }.get()
        return try await channel.executeThenClose { inbound, outbound in
            var message = ByteBuffer()
            message.writeInteger(UInt16(question.bytes.readableBytes))
            message.writeImmutableBuffer(question.bytes)
            try await outbound.write(message)
            var received = ByteBuffer()
            for try await piece in inbound {
                received.writeImmutableBuffer(piece)
                if let length = received.getInteger(at: received.readerIndex, as: UInt16.self),
                    let body = received.getSlice(at: received.readerIndex + 2, length: Int(length))
                {
                    guard let answer = DNSAnswer(body, to: question) else { break }
                    return answer
                }
            }
            throw Failure.unreachable(reason: "the name server's answer cannot be read")
        }
    }
}
