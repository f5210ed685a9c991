public import Core
public import Features
public import Foundation
import Hummingbird
public import Logging
public import ServiceLifecycle
public import Storage

/// The doors of the platform: every route, every socket, every page, on one port.
public struct VoiceServer: Service {
    /// What the server is built from. Nothing here is looked up anywhere else.
    public struct Parts: Sendable {
        public var store: Store
        public var registration: Registration
        public var domains: CustomDomains
        public var accounts: Accounts
        public var idempotency: IdempotentRequests
        public var operatorDesk: OperatorDesk
        public var calls: Calls
        public var speech: Speech
        public var switchboard: Switchboard
        /// Where calls are recorded; nil records none.
        public var recordings: Recordings?
        public var messages: MessageDoors
        public var ultravox: UltravoxDoors
        public var phone: PhoneCalls
        public var numbers: NumberBook
        public var callBacks: CallBacks
        public var billing: Billing
        /// Nil where cards are not taken.
        public var stripe: StripeBilling?
        public var documents: BillingDocuments
        /// Nil where no telephone account is configured.
        public var twilio: TwilioDoor?
        public var identifiers: IdentifierSource
        public var clock: @Sendable () -> Date
        public var domain: PlatformDomain
        /// The folder of the built web app; nil serves a page that says how to build it.
        public var webRoot: URL?
        public var rateLimits: RateLimits
        public var metrics: PrometheusRegistry
        public var logger: Logger

        public init(
            store: Store, registration: Registration, domains: CustomDomains, accounts: Accounts, idempotency: IdempotentRequests,
            operatorDesk: OperatorDesk,
            calls: Calls, speech: Speech,
            switchboard: Switchboard,
            recordings: Recordings? = nil, messages: MessageDoors, ultravox: UltravoxDoors,
            phone: PhoneCalls,
            numbers: NumberBook, callBacks: CallBacks, billing: Billing, stripe: StripeBilling?, documents: BillingDocuments,
            twilio: TwilioDoor?,
            identifiers: IdentifierSource,
            clock: @escaping @Sendable () -> Date, domain: PlatformDomain, webRoot: URL?, rateLimits: RateLimits,
            metrics: PrometheusRegistry, logger: Logger
        ) {
            self.store = store
            self.registration = registration
            self.domains = domains
            self.accounts = accounts
            self.idempotency = idempotency
            self.operatorDesk = operatorDesk
            self.calls = calls
            self.speech = speech
            self.switchboard = switchboard
            self.recordings = recordings
            self.messages = messages
            self.ultravox = ultravox
            self.phone = phone
            self.numbers = numbers
            self.callBacks = callBacks
            self.billing = billing
            self.stripe = stripe
            self.documents = documents
            self.twilio = twilio
            self.identifiers = identifiers
            self.clock = clock
            self.domain = domain
            self.webRoot = webRoot
            self.rateLimits = rateLimits
            self.metrics = metrics
            self.logger = logger
        }
    }

    private let service: HTTPService

    /// - Parameter onListening: called once with the port that is listened on.
    public init(
        _ parts: Parts, address: HTTPService.Address, onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) throws {
        let (router, _) = try Self.router(parts, port: address.port)
        let doors = Doors(admission: parts.store.admission)
        let access = CallAccess(store: parts.store, identifiers: parts.identifiers, clock: parts.clock)
        let callSocket = CallSocket(calls: parts.calls, access: access, switchboard: parts.switchboard)
        let staffSocket = StaffSocket(doors: doors, calls: parts.calls, clock: parts.clock)
        let mediaSocket = parts.twilio.map { door in
            TwilioMediaSocket(phone: parts.phone, switchboard: parts.switchboard, door: door, logger: parts.logger)
        }
        let sockets = OpenSockets(limit: parts.rateLimits.sockets)
        service = HTTPService(
            router: router, address: address, logger: parts.logger,
            upgrade: { request in
                // A foreign page may not listen in with somebody's browser; programs send no origin.
                guard request.isSameOrigin else { return .http }
                if request.uri.path == StaffSocket.path {
                    return .accept(
                        sockets.counting(request) { messages, connection in
                            let visit = try await SocketVisit(request, domain: parts.domain, customDomains: parts.domains)
                            try await staffSocket.serve(messages, connection, visit)
                        })
                }
                if let handler = mediaSocket?.handler(for: request) { return .accept(handler) }
                return callSocket.handler(for: request).map { .accept(sockets.counting(request, $0)) } ?? .http
            },
            onListening: onListening)
    }

    /// Serves until it is asked to stop.
    ///
    /// - Throws: `HTTPService.StartError` when the port cannot be had.
    public func run() async throws {
        try await service.run()
    }
}
