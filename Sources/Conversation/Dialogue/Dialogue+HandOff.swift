import Core
import Foundation

/// Giving the call to a person, and what is promised where none is to be had.
extension Dialogue {
    /// Nobody is promised to call sooner than this many minutes from now.
    private static let leadMinutes = 30
    /// A promise is for a quarter of an hour that people can remember.
    private static let gridMinutes = 15

    /// Gives the call to a person with what is known so far, or offers that one calls back.
    mutating func putThrough(because reason: String, in reply: inout Reply, at now: Date) {
        let local = now.local(in: agent.facts.timeZone)
        guard agent.facts.hours.isOpen(on: local.date, at: local.time) else {
            let opening = agent.nextOpening(after: now).map { " We open \($0)." } ?? ""
            return offerCallBack(
                becauseOf: ["Nobody is here right now.\(opening)", "There is nobody I can put you through to now.\(opening)"], in: &reply,
                at: now)
        }
        let phone = agent.facts.phone.map { " If we get cut off, call \(Spoken.phone($0, in: agent.facts.region))." } ?? ""
        reply.say("I'm putting you through to a person, with everything you told me.\(phone)", "One moment, I'm connecting you.\(phone)")
        reply.run(.transfer(reason: [reason, context].compactMap { $0 }.joined(separator: " ")))
        state.isTransferring = true
    }

    /// Says why nobody can be had, and offers the earliest time at which somebody calls back.
    mutating func offerCallBack(becauseOf reason: [String], in reply: inout Reply, at now: Date) {
        state.isTransferring = false
        reply.say(reason)
        guard let time = earliestCallBack(after: now) else { return ask(again: &reply, at: now) }
        if state.phase == .settled { beginNextWish() }
        state.errand = Errand(purpose: .callBack, callBack: time)
        ask(.callBack, in: &reply, at: now)
    }

    /// "Can somebody call me back tomorrow at three?"
    mutating func callBack(at wish: AvailabilityWish?, in reply: inout Reply, now: Date) {
        guard let earliest = earliestCallBack(after: now) else { return putThrough(because: "", in: &reply, at: now) }
        if state.phase == .settled { beginNextWish() }
        state.errand = Errand(purpose: .callBack, callBack: earliest)
        if let wish { take(wish, forCallBackIn: &reply, at: now) }
        pursueCallBack(&reply, at: now)
    }

    /// Asks for what is missing: the number, then the yes.
    mutating func pursueCallBack(_ reply: inout Reply, at now: Date) {
        guard callBackNumber != nil else { return ask(.slot(.customerPhone), in: &reply, at: now) }
        ask(.callBack, in: &reply, at: now)
    }

    mutating func takeCallBack(_ heard: Heard, in reply: inout Reply, at now: Date) -> Taking {
        guard state.errand?.callBack != nil else { return .open }
        if let wish = heard.wish ?? wish(in: heard, at: now) {
            take(wish, forCallBackIn: &reply, at: now)
            ask(.callBack, in: &reply, at: now)
            return .replied
        }
        if heard.isPlainYes, heard.confidence >= agent.facts.thresholds.confirm {
            guard callBackNumber != nil else { return .answered }
            promiseCallBack(&reply)
            return .replied
        }
        guard !heard.hasValues else {
            // Whoever goes on does not want to be called.
            state.errand = nil
            return .open
        }
        guard heard.answer == false || heard.has(.nothingMore) else { return .open }
        state.errand = nil
        reply.say(Sentences.allRight)
        goOn(&reply, at: now)
        return .replied
    }

    /// What the errand says, after a yes to it.
    mutating func promiseCallBack(_ reply: inout Reply) {
        guard let time = state.errand?.callBack, let number = callBackNumber else { return }
        perform(.promiseCallBack(draft(at: time, to: number)), &reply)
    }

    func callBackOffer(at now: Date) -> [String] {
        guard let time = state.errand?.callBack else { return [] }
        let moment = Spoken.onMoment(time, in: agent.facts.timeZone, now: now)
        guard let number = callBackNumber else {
            return ["The earliest call-back is \(moment). Shall I promise that?", "Somebody could call you back \(moment). Would that do?"]
        }
        let place =
            number == state.caller.phone ? "on the number you are calling from" : "on \(Spoken.phone(number, in: agent.facts.region))"
        return [
            "Shall somebody call you back \(moment), \(place)?", "So a call-back \(moment), \(place): shall I promise that?",
            "A call-back \(moment), \(place), yes or no?",
        ]
    }

    func promised(_ time: Date, now: Date) -> [String] {
        let moment = Spoken.onMoment(time, in: agent.facts.timeZone, now: now)
        return ["Good, somebody will call you back \(moment).", "That is promised: a call-back \(moment)."]
    }

    /// A wish within the hours is taken as it is; another is said not to be possible.
    private mutating func take(_ wish: AvailabilityWish, forCallBackIn reply: inout Reply, at now: Date) {
        let zone = agent.facts.timeZone
        let today = now.local(in: zone).date
        guard let time = wish.preferred ?? wish.earliest else {
            guard let day = wish.from, let opening = agent.opening(from: max(day, today), after: now) else { return }
            state.errand?.callBack = opening
            return
        }
        let days = wish.from.map { [$0] } ?? [today, today.advanced(byDays: 1)]
        let moment = days.lazy.map { Date($0, time, in: zone) }.first { $0 > now } ?? now
        let local = moment.local(in: zone)
        guard moment > now, agent.facts.hours.isOpen(on: local.date, at: local.time) else {
            let name = Spoken.onMoment(Date(days[0], time, in: zone), in: zone, now: now)
            return reply.say("Nobody is here \(name).", "\(Spoken.capitalized(name)) we are closed.")
        }
        state.errand?.callBack = moment
    }

    /// Another time for the call-back, said in place of a number.
    mutating func retimeCallBack(_ heard: Heard, in reply: inout Reply, at now: Date) -> Bool {
        guard state.errand?.purpose == .callBack, state.question != .callBack, heard.values[.customerPhone] == nil,
            heard.digits.map({ $0.count < 3 }) ?? true,
            let wish = DateTimeReader(reference: now, timeZone: agent.facts.timeZone).wish(in: heard.utterance)?.value
        else { return false }
        take(wish, forCallBackIn: &reply, at: now)
        pursueCallBack(&reply, at: now)
        return true
    }

    /// A time said where the workflow knows none.
    private func wish(in heard: Heard, at now: Date) -> AvailabilityWish? {
        guard heard.values[.customerPhone] == nil, heard.answer == nil || heard.content.count > 1 else { return nil }
        return DateTimeReader(reference: now, timeZone: agent.facts.timeZone).wish(in: heard.utterance, expecting: true)?.value
    }

    /// Where to call: the number of the line will do, for nothing is told to whoever answers.
    private var callBackNumber: PhoneNumber? {
        state.values.phone ?? (state.declined.contains(.lineNumber) ? nil : state.caller.phone)
    }

    /// Half an hour from now if somebody is there then, else when it opens next; nil where it never does.
    private func earliestCallBack(after now: Date) -> Date? {
        let zone = agent.facts.timeZone
        let minutes = Int((now.timeIntervalSince1970 / 60).rounded(.up)) + Self.leadMinutes
        let soon = Date(timeIntervalSince1970: Double((minutes + Self.gridMinutes - 1) / Self.gridMinutes * Self.gridMinutes * 60))
        let local = soon.local(in: zone)
        if agent.facts.hours.isOpen(on: local.date, at: local.time) { return soon }
        return agent.opening(from: now.local(in: zone).date, after: now)
    }

    private func draft(at time: Date, to number: PhoneNumber) -> CallBackDraft {
        let subject = state.values.text(.subject) ?? "The caller asked for a call-back"
        return CallBackDraft(
            at: time, contact: Contact(name: state.values.text(.customerName) ?? state.caller.knownName, phone: number), subject: subject,
            details: context ?? subject)
    }

    /// What the form holds, so that nobody has to be asked twice.
    private var context: String? {
        let known = form.fields.compactMap { field in field.value.map { "\(field.label): \($0)" } }
        return known.isEmpty ? nil : known.joined(separator: "; ") + "."
    }
}
