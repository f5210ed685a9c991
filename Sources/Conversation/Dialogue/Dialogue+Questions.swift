import Core
import Foundation

/// Questions in the middle of a call: answered from the business's data, without touching what is already agreed.
extension Dialogue {
    /// Descriptions are long.
    private static let mostDescriptions = 2

    /// - Returns: whether the utterance was a question and has been answered.
    mutating func answerQuestion(_ heard: Heard, in reply: inout Reply, at now: Date) -> Bool {
        guard let topic = topic(of: heard) else { return false }
        var answer = Reply()
        let addition = self.answer(topic, heard, in: &answer, at: now)
        guard !answer.isEmpty else { return false }
        if case .choice(let id)? = heard.values[.service]?.value, topic == .price || topic == .duration {
            state.serviceAskedAbout = Service.ID(id)
        }
        // What was said beside the question counts as well.
        var rest = heard
        rest.wish = nil
        rest.offers = []
        rest.values[.service] = nil
        if topic == .delivery { rest.values[.orderType] = nil }
        rest.doubts = []
        // "Are you open on Saturday?" names no day for a field that the owner declared.
        if agent.declared != nil { rest.values = rest.values.filter { agent.workflow.slot($0.key)?.isCallers == true } }
        // Nobody opens a ticket by asking something.
        if rest.values[.description] == nil { rest.values[.category] = nil }
        if !rest.order.changes.isEmpty || !rest.values.isEmpty {
            if state.phase == .settled { beginNextWish() }
            _ = fill(rest, in: &reply, at: now)
        }
        for sentence in answer.sentences { reply.say(sentence) }
        state.misses = 0
        if let addition, rest.order.changes.isEmpty, canAdd {
            state.question = .addition(addition)
            reply.say(wordings(of: .addition(addition), at: now))
        } else if state.phase == .settled {
            ask(.anotherWish, in: &reply, at: now)
        } else {
            if case .addition = state.question { state.question = nil }
            if state.question == nil || !rest.values.isEmpty || !rest.order.changes.isEmpty {
                advance(&reply, at: now)
            } else {
                ask(again: &reply, at: now)
            }
        }
        return true
    }

    /// Something is offered only while things are being ordered: at any other question a "yes" would answer two at once.
    private var canAdd: Bool {
        switch state.question {
        case .slot(.lines), .moreLines, .addition: state.phase == .gathering
        default: false
        }
    }

    private func topic(of heard: Heard) -> Topic? {
        let topics = heard.topics.map(\.meaning)
        guard !topics.isEmpty else { return nil }
        // A complaint is full of words that elsewhere are questions.
        if agent.workflow.result == .ticket {
            if let asked = Account.questions(in: heard).first { return asked.topic }
            let isAside = state.values[.description] != nil && heard.isBriefQuestion
            if isAside || Account.namesOnlyTopics(heard), let named = topics.first(where: \.isOfBusiness) { return named }
            return isAside ? .other : nil
        }
        // So is any answer in free words, but for a short question.
        if case .slot(let name)? = state.question, agent.workflow.slot(name)?.kind.isFreeText == true, !heard.isBriefQuestion {
            return nil
        }
        let strong = topics.first { $0 != .having && $0 != .being && $0 != .menu } ?? topics.first { $0 == .menu }
        if let strong {
            // "Do you have anything on Tuesday?" asks for a time.
            if strong == .menu, heard.wish != nil || !heard.offers.isEmpty { return nil }
            // "And how much is it?": only an order has a total.
            return strong == .total && agent.workflow.result != .order ? .price : strong
        }
        guard agent.workflow.result == .order else { return heard.isBriefQuestion && !heard.hasValues ? .other : nil }
        let isJoined = heard.topics.first.map { $0.tokens.lowerBound > 0 && heard.utterance.tokens[$0.tokens.lowerBound - 1].word == "and" }
        guard heard.utterance.text.contains("?") || heard.order.changes.isEmpty || isJoined == true else { return nil }
        return topics.first
    }

    /// - Returns: what the caller may want added after the answer.
    private mutating func answer(_ topic: Topic, _ heard: Heard, in reply: inout Reply, at now: Date) -> OrderLine? {
        switch topic {
        case .hours:
            reply.say(agent.hoursAnswer(to: heard.utterance, at: now))
        case .businessPhone:
            guard let phone = agent.facts.phone else { fallthrough }
            reply.say(
                "Our number is \(Spoken.phone(phone, in: agent.facts.region)).",
                "You reach us at \(Spoken.phone(phone, in: agent.facts.region)).")
        case .agent:
            reply.say(
                "Yes, I'm an automated assistant. You can ask for a person at any time.",
                "I'm the automated assistant of \(agent.facts.name), not a person.")
        case .place, .other:
            reply.say(Sentences.notSure)
        case .delivery:
            let ways = agent.workflow.slot(.orderType)?.choices.map(\.spoken) ?? []
            guard !ways.isEmpty else { break }
            reply.say("Yes. You can choose: \(Spoken.list(ways, "or")).", "Yes, there is \(Spoken.list(ways, "or")).")
        case .total:
            guard let total else { break }
            reply.say("That is \(Spoken.money(total)) so far.", "So far it comes to \(Spoken.money(total)).")
        case .soFar:
            reply.say(summary(at: now))
        case .duration:
            reply.say(agent.durationAnswer(for: services(in: heard)) ?? Sentences.notSure)
        case .price, .having, .being, .ingredients, .allergens, .menu, .recommendation:
            return answerAboutOffer(topic, heard, in: &reply)
        }
        return nil
    }

    private mutating func answerAboutOffer(_ topic: Topic, _ heard: Heard, in reply: inout Reply) -> OrderLine? {
        guard agent.workflow.result == .order else {
            reply.say(topic == .price ? agent.priceAnswer(for: services(in: heard)) ?? Sentences.notSure : agent.choicesAnswer)
            return nil
        }
        let items = itemsMeant(by: heard)
        let words = wordsBeside(heard)
        if topic == .having || topic == .being || topic == .ingredients || topic == .allergens, let item = items.first,
            let allergen = words.first(where: English.allergens.contains)
        {
            reply.say(items.count == 1 ? agent.allergenAnswer(about: allergen, in: item) : agent.allergensAnswer(for: items))
            return nil
        }
        switch topic {
        case .having where items.count == 1 && !words.isEmpty:
            // "Is there parsley in the garlic bread?": of the item, what it is made of.
            reply.say(agent.ingredientsAnswer(for: items[0]) ?? Sentences.notSure)
            return nil
        case .price where items.isEmpty && heard.values[.orderType] != nil:
            // What a delivery costs is not among the facts.
            reply.say(Sentences.notSure)
            return nil
        case .price where items.isEmpty:
            if let total { reply.say("That is \(Spoken.money(total)) so far.", "So far it comes to \(Spoken.money(total)).") }
            if total == nil { reply.say("The price of what?", "Which item do you mean?") }
            return nil
        case .price where heard.askedAbout.count == 1 && !heard.askedAbout[0].options.isEmpty:
            let line = heard.askedAbout[0]
            guard let item = agent.item(line.item), item.isAvailable else { fallthrough }
            let name = Spoken.capitalized(Spoken.line(line, in: agent.facts.catalogue))
            reply.say("\(name) is \(Spoken.money(item.price(of: line))).", "\(name), that is \(Spoken.money(item.price(of: line))).")
            return line
        case .price, .having:
            guard !items.isEmpty else { return answerSearch(heard, in: &reply) }
            reply.say(agent.priceAnswer(for: items))
        case .being where items.isEmpty:
            if !heard.content.isEmpty { reply.say(Sentences.notSure) }
            return nil
        case .ingredients, .being:
            guard !items.isEmpty else { return answerSearch(heard, in: &reply) }
            let answers = items.prefix(Self.mostDescriptions).compactMap(agent.ingredientsAnswer)
            guard !answers.isEmpty else {
                reply.say(Sentences.notSure)
                return nil
            }
            for answer in answers { reply.say(answer) }
        case .allergens:
            guard !items.isEmpty else {
                reply.say("Which item do you mean?", "For which item would you like to know?")
                return nil
            }
            reply.say(agent.allergensAnswer(for: items))
            return nil
        case .recommendation:
            guard let item = agent.recommendation(about: words, besides: state.values.lines) else { return nil }
            state.listed = [item.id]
            reply.say("How about the \(item.name), at \(Spoken.money(item.price))?", "The \(item.name) might be something for you.")
            return OrderLine(item: item.id)
        default:
            return answerSearch(heard, in: &reply)
        }
        state.listed = items.prefix(4).map(\.id)
        guard items.count == 1, let item = items.first else { return nil }
        return addition(of: item)
    }

    /// What is on the order already is never offered again.
    private func addition(of item: CatalogueItem) -> OrderLine? {
        item.isAvailable && !state.values.lines.contains { $0.item == item.id } ? OrderLine(item: item.id) : nil
    }

    /// The items that a question names, each once; "is there egg in it?" is about the one last spoken of.
    private func itemsMeant(by heard: Heard) -> [CatalogueItem] {
        let mentions = heard.order.mentions.sorted { $0.span.lowerBound < $1.span.lowerBound }.map(\.value)
        let named = mentions.enumerated().filter { !mentions[..<$0.offset].contains($0.element) }.compactMap { agent.item($0.element) }
        let words = heard.utterance.tokens.map(\.word)
        guard named.isEmpty, !words.contains(where: English.questionsOfAll.contains) else { return named }
        if words.contains("difference"), state.listed.count > 1 { return state.listed.compactMap(agent.item) }
        guard words.contains(where: English.pronouns.contains) || heard.topics.contains(where: { $0.meaning == .ingredients }) else {
            return []
        }
        // "Is that going to be ready at six?" is about more than a thing on the menu.
        let isBrief = !heard.topics.contains { $0.meaning == .being } || wordsBeside(heard).count <= 1
        guard isBrief || words.contains(where: English.allergens.contains) else { return [] }
        if state.listed.count == 1 { return state.listed.compactMap(agent.item) }
        let lines = state.values.lines
        let focus = state.lineInFocus.flatMap { lines.indices.contains($0) ? lines[$0] : nil } ?? (lines.count == 1 ? lines[0] : nil)
        return [focus.flatMap { agent.item($0.item) }].compactMap { $0 }
    }

    /// The words of a question that are neither its own, nor an item's name, nor frequent in any talk.
    private func wordsBeside(_ heard: Heard) -> [String] {
        let own = heard.topics.reduce(into: Set<Int>()) { $0.formUnion($1.tokens) }
        let known = heard.acts.reduce(into: own) { $0.formUnion($1.tokens) }
        return heard.utterance.tokens.indices.compactMap { index in
            let token = heard.utterance.tokens[index]
            let isNamed = heard.order.mentions.contains { $0.span.overlaps(token.span) }
            return known.contains(index) || isNamed || English.functionWords.contains(token.word) || English.emptyNouns.contains(token.word)
                ? nil : token.word
        }
    }

    /// What on the menu has to do with the words of the question.
    private mutating func answerSearch(_ heard: Heard, in reply: inout Reply) -> OrderLine? {
        let words = wordsBeside(heard)
        if heard.utterance.tokens.contains(where: { English.cheapWords.contains($0.word) }) {
            list(Array(agent.cheapest(of: agent.items(about: words))), in: &reply)
            return nil
        }
        guard !words.isEmpty else {
            reply.say(agent.menuAnswer)
            return nil
        }
        if let answer = agent.optionsAnswer(about: words, of: state.values.lines.last?.item) {
            reply.say(answer)
            return nil
        }
        let items = agent.items(about: words)
        if words.contains(where: English.diets.contains) || heard.utterance.tokens.contains(where: { $0.word == "without" }) {
            // What somebody may eat is promised by a person only.
            reply.say(Sentences.askStaff)
            if items.isEmpty { return nil }
        }
        guard let first = items.first else {
            let sought = words.count <= 2 ? words.joined(separator: " ") : "that"
            reply.say(agent.offersAnswer(about: words) ?? agent.menuAnswer.map { "I don't find \(sought). \($0)" })
            return nil
        }
        list(items, in: &reply)
        return items.count == 1 ? addition(of: first) : nil
    }

    private mutating func list(_ items: [CatalogueItem], in reply: inout Reply) {
        let named = items.prefix(4)
        reply.say(agent.priceAnswer(for: Array(named)))
        state.listed = named.map(\.id)
    }

    /// A few words that neither order nor ask, but name something on the menu ("pizzas"), are answered like a question.
    mutating func answerMention(_ heard: Heard, in reply: inout Reply, at now: Date) -> Bool {
        let words = heard.content.map(\.word)
        guard agent.workflow.result == .order, (1...3).contains(words.count),
            state.question == .slot(.lines) || state.question == .moreLines
        else { return false }
        let items = agent.items(about: words)
        guard !items.isEmpty else { return false }
        list(items, in: &reply)
        ask(again: &reply, at: now)
        return true
    }

    /// The service of the last question about one, while none is chosen.
    var serviceAskedAbout: Service? {
        guard state.values[.service] == nil, let id = state.serviceAskedAbout else { return nil }
        return agent.facts.services.first { $0.id == id && $0.isAvailable }
    }

    private func services(in heard: Heard) -> [Service] {
        let named =
            heard.values[.service].map(\.value) ?? state.values[.service]?.value
            ?? state.serviceAskedAbout.map { .choice($0.rawValue) }
        guard case .choice(let id)? = named else { return [] }
        return agent.facts.services.filter { $0.id.rawValue == id }
    }
}
