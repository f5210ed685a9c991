public import Core
public import Foundation
public import Vendors

/// What the telephone company knows of a call: one telephone's connection with us.
public struct PhoneLeg: Sendable, Hashable, Identifiable {
    public typealias ID = Identifier<PhoneLeg>

    /// The telephone company's name for it.
    public var id: ID
    public var call: Call.ID
    /// The business's number, in E.164.
    public var number: String
    public var direction: Direction
    public var status: TwilioCallStatus
    /// The number of the last report that was taken; -1 before the first.
    public var statusSequence: Int
    /// How long the telephones were connected, once that is known.
    public var durationSeconds: Int?
    /// How often the call was given to an agent's line.
    public var connections: Int
    public var startedAt: Date

    public enum Direction: String, Sendable, Hashable, Codable {
        case inbound, outbound
    }

    /// What the telephone company says became of the call.
    public struct Report: Sendable, Hashable {
        public var status: TwilioCallStatus
        /// Its place among the reports, from 0; nil when it has none.
        public var sequence: Int?
        public var durationSeconds: Int?

        public init(status: TwilioCallStatus, sequence: Int? = nil, durationSeconds: Int? = nil) {
            self.status = status
            self.sequence = sequence
            self.durationSeconds = durationSeconds
        }
    }

    /// The leg after a report. They come in any order: an end is never taken back, and an older report changes nothing.
    public func after(_ report: Report) -> PhoneLeg {
        var leg = self
        if report.status.isFinal { leg.durationSeconds = durationSeconds ?? report.durationSeconds }
        guard !status.isFinal else { return leg }
        let isNewer = report.sequence.map { $0 > statusSequence } ?? true
        guard isNewer || report.status.isFinal else { return leg }
        leg.status = report.status
        leg.statusSequence = max(statusSequence, report.sequence ?? statusSequence)
        return leg
    }
}
