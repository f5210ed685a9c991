import Core

/// What a business keeps of its calls' sound, and what its transcripts show.
public struct CallPrivacy: Sendable, Hashable, Codable {
    public var isRecorded: Bool
    /// The first thing a recorded caller hears.
    public var recordingNotice: String
    /// After so many days a recording is deleted.
    public var recordingDays: Int
    /// Whether exported transcripts leave out telephone numbers, card numbers and addresses of mail.
    public var hidesPersonalData: Bool
    /// Whether what tells who a caller is, is taken out of the stored log of a call when the call is over. The records keep it.
    public var forgetsPersonalData: Bool

    public init(
        isRecorded: Bool = false, recordingNotice: String = "This call is recorded.", recordingDays: Int = 30,
        hidesPersonalData: Bool = true, forgetsPersonalData: Bool = false
    ) {
        self.isRecorded = isRecorded
        self.recordingNotice = recordingNotice
        self.recordingDays = recordingDays
        self.hidesPersonalData = hidesPersonalData
        self.forgetsPersonalData = forgetsPersonalData
    }

    /// What an owner left out is as by default.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let usual = CallPrivacy()
        self.init(
            isRecorded: try container.decodeIfPresent(Bool.self, forKey: .isRecorded) ?? usual.isRecorded,
            recordingNotice: try container.decodeIfPresent(String.self, forKey: .recordingNotice) ?? usual.recordingNotice,
            recordingDays: try container.decodeIfPresent(Int.self, forKey: .recordingDays) ?? usual.recordingDays,
            hidesPersonalData: try container.decodeIfPresent(Bool.self, forKey: .hidesPersonalData) ?? usual.hidesPersonalData,
            forgetsPersonalData: try container.decodeIfPresent(Bool.self, forKey: .forgetsPersonalData) ?? usual.forgetsPersonalData)
    }

    private static let longestNotice = 300
    private static let days = 1...3_650

    func violations(at pointer: String) -> [Problem.Violation] {
        var found = Problem.Violation.inLength(
            of: recordingNotice, as: "A notice", 1...Self.longestNotice, at: "\(pointer)/recordingNotice")
        if !Self.days.contains(recordingDays) {
            found.append(
                .init(
                    pointer: "\(pointer)/recordingDays",
                    detail: "Recordings are kept \(Self.days.lowerBound) to \(Self.days.upperBound) days."))
        }
        return found
    }
}
