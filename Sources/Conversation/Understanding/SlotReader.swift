public import Core

/// Reads what a caller says for the slots that somebody declared: values of each kind wherever they stand, given to the slot that the
/// words around them point to.
///
/// | slots | asked | said | read |
/// | --- | --- | --- | --- |
/// | guests, day, time | | four of us on Friday at 7 | guests 4, day Friday, time 19:00 |
/// | guests, time | time | seven | time 19:00 |
/// | departure city, arrival city | | from Leeds to York | Leeds, York |
/// | policy number, claim number | | claim AB 12, policy 77 00 | each its own |
public struct SlotReader: Sendable {
    let slots: [SlotTarget]
    /// Where telephone numbers without a country code belong.
    let region: PhoneNumber.Region
    let labels: [SlotLabel]
    /// For each word of a label the slots it points to.
    let cues: [String: [Int]]
    let choices: [Int: PhraseIndex<String>]
    /// Whether adults or children have a slot of their own.
    let countsKindsOfPersons: Bool

    public init(_ slots: [SlotTarget], region: PhoneNumber.Region = .northAmerica) {
        self.slots = slots
        self.region = region
        labels = slots.map { SlotLabel($0.label) }
        countsKindsOfPersons = labels.contains { $0.persons != nil }
        var cues: [String: [Int]] = [:]
        for (index, label) in labels.enumerated() {
            for word in label.cues { cues[word, default: []].append(index) }
        }
        self.cues = cues
        choices = slots.enumerated().reduce(into: [:]) { indices, entry in
            guard let choices = entry.element.kind.choices, !choices.isEmpty else { return }
            indices[entry.offset] = PhraseIndex(choices.map { (id: $0.id, names: [$0.name] + $0.phrases) })
        }
    }

    /// The values that were said, in order for each slot: usually one, several where the caller named several.
    ///
    /// - Parameters:
    ///   - asked: the slots that the caller was just asked for; a bare answer is theirs.
    ///   - reference: what calendar and clock show to the caller.
    public func values(
        in utterance: Utterance, asked: Set<Slot.Name> = [], reference: LocalDateTime
    ) -> [Slot.Name: [Candidate<SlotReading>]] {
        var scan = SlotScan(self, utterance, asked: asked, reference: reference)
        scan.findAll()
        return scan.winners
    }
}

extension SlotTarget.Kind {
    var choices: [Slot.Choice]? {
        switch self {
        case .choice(let choices), .list(let choices): choices
        default: nil
        }
    }

    var isPersonName: Bool {
        if case .personName = self { true } else { false }
    }

    /// Whether the same words can be a value of both.
    func isAlike(_ other: SlotTarget.Kind) -> Bool {
        switch (self, other) {
        case (.number, .people), (.people, .number), (.money, .money), (.personName, .personName), (.choice, .choice), (.list, .list): true
        default: self == other
        }
    }
}
