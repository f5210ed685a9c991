public import Core
import Foundation

/// From a wish to a free time: only a time that the availability query issued can be booked.
extension Dialogue {
    /// Narrows or changes what is known of when it would suit; what was offered for the old wish is withdrawn.
    mutating func take(_ wish: AvailabilityWish) {
        state.wish = (state.wish ?? state.refusedWish)?.changed(by: wish) ?? wish
        state.refusedWish = nil
        withdrawOffers()
    }

    mutating func withdrawOffers() {
        state.offers = []
        state.values[.start] = nil
    }

    /// Asks the runtime for free times; `Turn.slots` goes on from there.
    mutating func findSlots(_ reply: inout Reply) {
        guard let service = state.values.choice(.service), let wish = state.wish else { return }
        state.phase = .findingSlots
        reply.run(.findSlots(SlotQuery(service: Service.ID(service), wish: wish)))
    }

    /// Free times were found, or none.
    mutating func offer(_ slots: [OfferedSlot], in reply: inout Reply, at now: Date) {
        guard state.phase == .findingSlots else { return }
        state.phase = .gathering
        state.offers = slots
        guard let first = slots.first else { return offerNothing(&reply, at: now) }
        guard isAskedFor(first) else {
            reply.say(refusedTime(at: now))
            return ask(.offers, in: &reply, at: now)
        }
        accept(first)
        let moment = Spoken.moment(first.start, in: agent.facts.timeZone, now: now)
        reply.say("\(Spoken.capitalized(moment)) is free.", "Yes, \(moment) is free.")
        advance(&reply, at: now)
    }

    private mutating func offerNothing(_ reply: inout Reply, at now: Date) {
        let zone = agent.facts.timeZone
        if let day = state.wish?.from, day == state.wish?.through, agent.facts.hours.intervals(on: day).isEmpty {
            let name = Spoken.date(day, today: now.local(in: zone).date)
            reply.say("We are closed \(name).", "Nobody is here \(name).")
        } else {
            state.refusedWish = state.wish
            state.refusedWish?.earliest = nil
            state.refusedWish?.latest = nil
        }
        state.wish = nil
        state.question = .slot(.start)
        reply.say(Sentences.nothingFree)
    }

    /// Why something else is offered than the very time that was asked for; nothing when none was.
    private func refusedTime(at now: Date) -> [String] {
        let zone = agent.facts.timeZone
        guard let wish = state.wish, let time = wish.preferred, let day = wish.from, wish.through == day else { return [] }
        let name = Spoken.moment(Date(day, time, in: zone), in: zone, now: now)
        guard agent.facts.hours.isOpen(on: day, at: time) else {
            return ["We are not open \(name).", "\(Spoken.capitalized(name)) nobody is here."]
        }
        return ["\(Spoken.capitalized(name)) is not free.", "I'm afraid \(name) is not to be had."]
    }

    /// Whether a slot is the very time that the caller named.
    private func isAskedFor(_ slot: OfferedSlot) -> Bool {
        guard let wish = state.wish, let time = wish.preferred, let day = wish.from, wish.through == day else { return false }
        return slot.start.local(in: agent.facts.timeZone) == (day, time)
    }

    /// "Can we make it a bit later?": on that day, after what was agreed; "another day": whenever that may be.
    mutating func moveTime(from slot: OfferedSlot, as heard: Heard) {
        let local = slot.start.local(in: agent.facts.timeZone)
        withdrawOffers()
        state.wish = nil
        state.hasReadBack = false
        guard let direction = heard.direction else { return }
        var wish = AvailabilityWish(from: local.date, through: local.date)
        switch direction {
        case .later: wish.earliest = LocalTime(minutes: min(1439, local.time.minutes + 1))
        case .earlier: wish.latest = local.time
        }
        state.wish = wish
    }

    /// "First day" is the first of them, or "Thursday" misheard: the two that it can mean, where they differ.
    private func rivals(in heard: Heard) -> (misheard: OfferedSlot, pointed: OfferedSlot)? {
        guard let index = heard.position?.index(in: state.offers.count), heard.offers.isEmpty else { return nil }
        let said = heard.utterance.tokens.map(\.word).filter { !English.functionWords.contains($0) }.joined()
        let sound = WordForm.sound(said)
        let misheard = state.offers.first { slot in
            let day = Spoken.weekday(slot.start.local(in: agent.facts.timeZone).date.weekday).lowercased()
            return said.hasSuffix("day") && WordForm.distance(sound, WordForm.sound(day)) <= 1
        }
        guard let misheard, misheard != state.offers[index] else { return nil }
        return (misheard, state.offers[index])
    }

    /// "That's too early", "not that late": the same days, beyond what was offered.
    private mutating func moveOffers(_ direction: Heard.Direction, from first: OfferedSlot, to last: OfferedSlot) {
        let zone = agent.facts.timeZone
        var wish = state.wish ?? AvailabilityWish()
        wish.preferred = nil
        switch direction {
        case .later: wish.earliest = LocalTime(minutes: min(1439, last.start.local(in: zone).time.minutes + 1))
        case .earlier: wish.latest = first.start.local(in: zone).time
        }
        withdrawOffers()
        state.wish = wish
    }

    mutating func accept(_ slot: OfferedSlot) {
        state.values[.start] = HeldValue(.time(slot), confidence: 1, status: .heard)
        state.hasReadBack = false
    }

    func offering(at now: Date) -> [String] {
        let zone = agent.facts.timeZone
        let times = Spoken.moments(state.offers.map(\.start), in: zone, now: now)
        guard let first = times.first else { return agent.workflow.slot(.start)?.prompts ?? [] }
        guard times.count > 1 else {
            return ["I have \(first). Does that suit you?", "The next free time is \(first). Shall I take it?", "Would \(first) do?"]
        }
        let list = Spoken.list(times, "or")
        return [
            "I have \(list). Which suits you?", "There is \(list). Which would you like?",
            "Please choose the first or the second: \(list).",
        ]
    }

    mutating func takeOffer(_ heard: Heard, in reply: inout Reply, at now: Date) -> Taking {
        if let (misheard, pointed) = rivals(in: heard) {
            // Asked, not guessed.
            let zone = agent.facts.timeZone
            let moment = Spoken.capitalized(Spoken.moment(misheard.start, in: zone, now: now))
            let day = Spoken.date(pointed.start.local(in: zone).date, today: now.local(in: zone).date)
            reply.say("\(moment), or \(day), the first of the two?", "Do you mean \(moment), or the first one, \(day)?")
            return .replied
        }
        if heard.isPointing, let position = heard.position, let index = position.index(in: state.offers.count) {
            return take(state.offers[index], along: heard)
        }
        if heard.offers.count == 1, let slot = heard.offers.first {
            return take(slot, along: heard)
        }
        if heard.offers.count > 1 {
            // What was said fits several of them: asked, not guessed.
            reply.say(offering(at: now).reversed())
            return .replied
        }
        // A wish of another kind is taken with the other values.
        if heard.wish != nil { return .open }
        if heard.answer == true, state.offers.count == 1 {
            return take(state.offers[0], along: heard)
        }
        if heard.answer == true, heard.isBare {
            // Yes to which of them?
            reply.say(offering(at: now).reversed())
            return .replied
        }
        if let direction = heard.direction, let first = state.offers.first, let last = state.offers.last {
            moveOffers(direction, from: first, to: last)
            return .answered
        }
        guard heard.answer == false || heard.has(.neither), heard.values.isEmpty else { return .open }
        // The day may still be right, and what is said next is said of it.
        state.refusedWish = state.wish
        state.wish = nil
        state.offers = []
        return .answered
    }

    private mutating func take(_ slot: OfferedSlot, along heard: Heard) -> Taking {
        accept(slot)
        var rest = heard
        rest.wish = nil
        rest.offers = []
        var unheard = Reply()
        _ = fill(rest, in: &unheard, at: slot.start)
        return .answered
    }
}

extension AvailabilityWish {
    /// This wish after the caller has said more: a new day replaces the day, a new time the time, exclusions add up.
    func changed(by later: AvailabilityWish) -> AvailabilityWish {
        var wish = self
        if later.from != nil || later.through != nil || !later.weekdays.isEmpty {
            wish.from = later.from ?? (later.weekdays.isEmpty ? nil : from)
            wish.through = later.through ?? (later.weekdays.isEmpty ? nil : through)
            wish.weekdays = later.weekdays
            wish.excludedWeekdays = later.excludedWeekdays
        } else {
            wish.excludedWeekdays.formUnion(later.excludedWeekdays)
            // The one day that was asked for is no longer wanted.
            if let from, from == through, wish.excludedWeekdays.contains(from.weekday) { (wish.from, wish.through) = (nil, nil) }
        }
        if later.earliest != nil || later.latest != nil || later.preferred != nil {
            wish.earliest = later.earliest
            wish.latest = later.latest
            wish.preferred = later.preferred
        }
        return wish
    }

    /// Whether a time of day on a day is within it; a preferred time must be met exactly.
    public func admits(_ date: LocalDate, _ time: LocalTime) -> Bool {
        if let from, date < from { return false }
        if let through, date > through { return false }
        if !weekdays.isEmpty, !weekdays.contains(date.weekday) { return false }
        if excludedWeekdays.contains(date.weekday) { return false }
        if let earliest, time < earliest { return false }
        if let latest, time >= latest { return false }
        // "At three" on a clock face: half a day apart is the same words.
        if let preferred, preferred != time, abs(preferred.minutes - time.minutes) != 720 { return false }
        return true
    }
}
