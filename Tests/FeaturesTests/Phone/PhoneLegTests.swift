import Core
import Foundation
import Testing
import Vendors

@testable import Features

@Suite struct PhoneLegTests {
    private let leg = PhoneLeg(
        id: .init("CA01"), call: .init("c"), number: "+14155550199", direction: .inbound, status: .ringing, statusSequence: -1,
        durationSeconds: nil, connections: 0, startedAt: Date(timeIntervalSince1970: 0))

    @Test func `reports in any order lead to the same end`() {
        let reports: [PhoneLeg.Report] = [
            .init(status: .ringing, sequence: 0), .init(status: .inProgress, sequence: 1),
            .init(status: .completed, sequence: 2, durationSeconds: 42),
        ]
        for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0], [2, 2, 2]] {
            let end = order.reduce(leg) { $0.after(reports[$1]) }
            #expect(end.status == .completed && end.durationSeconds == 42, "\(order)")
        }
        #expect(leg.after(reports[1]).after(reports[0]).status == .inProgress, "an older report changes nothing")
    }

    @Test func `one end is not replaced by another, but may learn how long it was`() {
        let failed = leg.after(.init(status: .noAnswer))
        let later = failed.after(.init(status: .completed, sequence: 4, durationSeconds: 7))
        #expect(later.status == .noAnswer && later.durationSeconds == 7)
        #expect(later.after(.init(status: .completed, durationSeconds: 8)).durationSeconds == 7)
    }
}
