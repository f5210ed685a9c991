import Core

extension OrderResolver {
    /// Adds to the reading what one spoken line changes, or why it cannot.
    mutating func change(by line: SpokenLine) {
        var line = line
        if saysInstead, line.wish == .want {
            line.wish = .make
            source = source ?? focus
        }
        if saysMeant, line.wish == .want, line.quantity != nil, line.hasItem { line.wish = .make }
        if case .inCart(let ordinal) = line.relation {
            changeCart(at: ordinal.map { $0 < 0 ? cart.count - 1 : $0 } ?? source ?? focus, by: line)
            return
        }
        if line.relation == .wholeCart { return changeAll(by: line) }
        if line.relation == .rest, !line.hasItem, let other = otherLine { return changeCart(at: other, by: line) }
        if line.relation == .again {
            let ordered = reading.changes.last.flatMap { if case .add(let added) = $0.value { added } else { nil } }
            guard let copy = ordered ?? focus.flatMap({ cart.indices.contains($0) ? cart[$0] : nil }) else { return }
            return report(.add(copy), line, confidence: 0.85, evidence: "the same again")
        }
        if line.relation == .besides || line.relation == .another, !line.hasItem, line.options.isEmpty, line.category == nil, let focus,
            cart.indices.contains(focus)
        {
            var copy = cart[focus]
            copy.quantity = line.quantity ?? 1
            report(.add(copy), line, confidence: 0.8, evidence: "another of the last line")
            return
        }
        guard let (item, confidence) = item(of: line) else { return }
        switch line.wish {
        case .want:
            guard line.relation != .pointed || !amend(line, item: item, confidence: confidence) else { return }
            var wanted = orderLine(line, item: item)
            wanted.quantity = line.quantity ?? line.units ?? 1
            add(wanted, line, confidence: confidence)
        case .make, .only:
            let wanted = orderLine(line, item: item)
            if let known = inCart(item, like: wanted) {
                change(known, to: wanted, saidBy: line, confidence: confidence)
            } else if line.wish == .make, let units = line.units, let focus, cart.indices.contains(focus) {
                turn(units, of: focus, into: wanted, saidBy: line, confidence: confidence)
            } else if line.wish == .make, let source, cart.indices.contains(source) {
                replace(source, by: wanted, saidBy: line, confidence: confidence)
            } else {
                add(wanted, line, confidence: confidence)
            }
        case .change:
            let named = orderLine(line, item: item)
            source = inCart(item, like: named)
            guard let source else { return doubt(.notInCart(named.item), line, confidence: confidence) }
            if line.quantity != nil || !named.options.isEmpty { change(source, to: named, saidBy: line, confidence: confidence) }
        case .changed:
            let wanted = orderLine(line, item: item)
            if let source = source ?? focus, cart.indices.contains(source) {
                replace(source, by: wanted, saidBy: line, confidence: confidence)
            } else {
                add(wanted, line, confidence: confidence)
            }
        case .cancel: cancel(item, saidBy: line, confidence: confidence)
        case .replaced: instead(of: item, saidBy: line, confidence: confidence)
        }
    }

    /// "The other one": the line that is like the one last spoken of, or the only other one.
    var otherLine: Int? {
        guard let focus, cart.indices.contains(focus) else { return nil }
        let others = cart.indices.filter { $0 != focus }
        return others.last { cart[$0].item == cart[focus].item } ?? (others.count == 1 ? others[0] : nil)
    }

    /// Options that no line took: about the line last spoken of, or the last one that offers them.
    mutating func choose(_ orphans: [SpokenOption]) {
        let span = utterance.span(of: orphans[0].tokens.lowerBound..<orphans[orphans.count - 1].tokens.upperBound)
        guard let line = target(of: orphans), let item = index.position(of: cart[line].item) else {
            guard case .add(let added)? = reading.changes.last?.value else { return }
            for option in orphans {
                reading.doubts.append(
                    Candidate(
                        .optionNotOffered(utterance.text(of: option.tokens), item: added.item), span: utterance.span(of: option.tokens),
                        confidence: option.confidence, evidence: "no such option"))
            }
            return
        }
        let choices = orphans.compactMap { choice(of: $0, for: item) }
        guard !choices.isEmpty else { return }
        let confidence = (orphans.map(\.confidence).min() ?? 0) * (cart.count == 1 || line == focus ? 0.95 : 0.75)
        reading.changes.append(
            Candidate(.choose(line: line, options: choices, units: nil), span: span, confidence: confidence, evidence: "options alone"))
    }

    /// Whether options without an item can be about the cart.
    func isAboutCart(_ options: [SpokenOption]) -> Bool { target(of: options) != nil }

    private func target(of options: [SpokenOption]) -> Int? {
        let offering = cart.indices.filter { line in
            index.position(of: cart[line].item).map { item in options.allSatisfy { index.offers($0, for: .item(item)) } } ?? false
        }
        // "Take the olives off" is about a line that has olives.
        let leavesOut = options.contains { $0.amount == .none }
        let having = leavesOut ? offering.filter { has(options, cart[$0]) } : offering
        return focus.flatMap { having.contains($0) ? $0 : nil } ?? having.last ?? offering.last
    }

    /// Whether a line has all of some options, because they were chosen or because they belong to its item.
    private func has(_ options: [SpokenOption], _ line: OrderLine) -> Bool {
        guard let item = index.position(of: line.item) else { return false }
        return options.allSatisfy { option in
            option.terms.contains { term in
                guard let (group, offered) = index.offer(of: term, for: item) else { return false }
                return offered.isDefault || line.options.contains { $0.group == group.id && $0.name == offered.name && $0.amount != .none }
            }
        }
    }
}

// MARK: - Lines of the cart

extension OrderResolver {
    /// "Make that three", "no onions on the second one", "cancel that".
    private mutating func changeCart(at position: Int?, by line: SpokenLine) {
        guard let position, cart.indices.contains(position), let item = index.position(of: cart[position].item) else { return }
        source = position
        if let quantity = line.quantity {
            report(.setQuantity(line: position, quantity: quantity), line, confidence: 0.9, evidence: "number of a line spoken of")
        }
        let choices = line.options.compactMap { choice(of: $0, for: item) }
        if choices.isEmpty, let offering = target(of: line.options), !line.options.isEmpty {
            // "The second one without basil" may be the second unit of a line, where the second line has no basil at all.
            let units = cart[offering].quantity > 1 ? 1 : nil
            chooseOptions(line.options, for: offering, units: units, saidBy: line)
        } else if !choices.isEmpty {
            report(
                .choose(line: position, options: choices, units: line.units), line, confidence: 0.9, evidence: "options of a line spoken of"
            )
        } else if line.wish == .cancel, line.options.isEmpty {
            remove(line.units ?? line.quantity, from: position, saidBy: line, confidence: 0.9)
        }
    }

    /// "Make all of them large": each line that comes so, also those that were only just named.
    private mutating func changeAll(by line: SpokenLine) {
        let before = reading.changes.count
        for position in reading.changes.indices {
            guard case .add(var added) = reading.changes[position].value, let item = index.position(of: added.item) else { continue }
            added.options = index.merging(line.options.compactMap { choice(of: $0, for: item) }, into: added.options, of: added.item)
            reading.changes[position].value = .add(added)
        }
        for position in cart.indices {
            guard let item = index.position(of: cart[position].item) else { continue }
            let choices = line.options.compactMap { choice(of: $0, for: item) }
            if !choices.isEmpty {
                report(.choose(line: position, options: choices, units: nil), line, confidence: 0.9, evidence: "options of all lines")
            } else if let quantity = line.quantity {
                report(.setQuantity(line: position, quantity: quantity), line, confidence: 0.9, evidence: "number of all lines")
            }
        }
        guard before == 0, reading.changes.isEmpty, let first = cart.first, let option = line.options.first else { return }
        doubt(.optionNotOffered(utterance.text(of: option.tokens), item: first.item), line, confidence: option.confidence)
    }

    private mutating func chooseOptions(_ options: [SpokenOption], for position: Int, units: Int?, saidBy line: SpokenLine) {
        guard let item = index.position(of: cart[position].item) else { return }
        let choices = options.compactMap { choice(of: $0, for: item) }
        guard !choices.isEmpty else { return }
        report(.choose(line: position, options: choices, units: units), line, confidence: 0.7, evidence: "options that only this line has")
    }

    /// "Extra cheese on the pizza": a line of the cart, or one that the same utterance adds.
    private mutating func amend(_ line: SpokenLine, item: Int, confidence: Double) -> Bool {
        let id = index.catalogue.items[item].id
        let choices = line.options.compactMap { choice(of: $0, for: item) }
        // "Two of the sparkling water" are two more.
        if choices.isEmpty, line.units != nil { return false }
        for position in reading.changes.indices.reversed() {
            guard case .add(var added) = reading.changes[position].value, added.item == id else { continue }
            added.options.removeAll { earlier in choices.contains { $0.group == earlier.group && $0.name == earlier.name } }
            added.options += choices
            reading.changes[position].value = .add(added)
            return true
        }
        guard let known = inCart(item, like: nil) else { return false }
        if !choices.isEmpty {
            report(
                .choose(line: known, options: choices, units: line.units), line, confidence: confidence, evidence: "options of a named line"
            )
        }
        return true
    }

    /// "Make the salads two", "just one salad, without onions".
    private mutating func change(_ position: Int, to wanted: OrderLine, saidBy line: SpokenLine, confidence: Double) {
        if let quantity = line.quantity {
            report(.setQuantity(line: position, quantity: quantity), line, confidence: confidence, evidence: "number of a named line")
        }
        let said = wanted.options.filter { !cart[position].options.contains($0) }
        if !said.isEmpty {
            report(
                .choose(line: position, options: said, units: line.units), line, confidence: confidence, evidence: "options of a named line"
            )
        }
    }

    /// "Change the soup to a salad": as many as before unless a number is said.
    private mutating func replace(_ position: Int, by wanted: OrderLine, saidBy line: SpokenLine, confidence: Double) {
        var wanted = wanted
        if line.quantity == nil { wanted.quantity = cart[position].quantity }
        wanted.options = kept(from: cart[position], for: wanted) + wanted.options
        guard isAvailable(wanted) else { return doubt(.unavailable(wanted), line, confidence: confidence) }
        report(.replace(line: position, with: wanted), line, confidence: confidence, evidence: "a line changed to another")
    }

    /// "Make one of them a soup".
    private mutating func turn(_ units: Int, of position: Int, into wanted: OrderLine, saidBy line: SpokenLine, confidence: Double) {
        guard units < cart[position].quantity else { return replace(position, by: wanted, saidBy: line, confidence: confidence) }
        var wanted = wanted
        wanted.quantity = units
        report(
            .setQuantity(line: position, quantity: cart[position].quantity - units), line, confidence: confidence, evidence: "some changed")
        add(wanted, line, confidence: confidence)
    }

    /// The choices for one item that hold for another too: a large soup becomes a large salad where both come in sizes.
    private func kept(from line: OrderLine, for wanted: OrderLine) -> [OptionChoice] {
        guard let item = index.item(wanted.item) else { return [] }
        return line.options.compactMap(item.choice(like:)).filter { choice in
            !wanted.options.contains { $0.group == choice.group }
        }
    }

    private mutating func cancel(_ item: Int, saidBy line: SpokenLine, confidence: Double) {
        let named = orderLine(line, item: item)
        guard let known = inCart(item, like: named) else { return doubt(.notInCart(named.item), line, confidence: confidence) }
        let isListed = line.options.contains { $0.amount != .normal } && !line.options.contains { $0.isBefore && $0.amount == .normal }
        if isListed {
            // "Take the onions off the salad" leaves the salad.
            report(.choose(line: known, options: named.options, units: line.units), line, confidence: confidence, evidence: "left out")
        } else {
            remove(line.units ?? line.quantity, from: known, saidBy: line, confidence: confidence)
        }
    }

    private mutating func remove(_ units: Int?, from position: Int, saidBy line: SpokenLine, confidence: Double) {
        if let units, units < cart[position].quantity {
            report(
                .setQuantity(line: position, quantity: cart[position].quantity - units), line, confidence: confidence,
                evidence: "some cancelled")
        } else {
            report(.remove(line: position), line, confidence: confidence, evidence: "cancelled")
        }
    }

    /// "A salad instead of the soup".
    private mutating func instead(of item: Int, saidBy line: SpokenLine, confidence: Double) {
        guard let known = inCart(item, like: nil) else { return }
        guard let added = reading.changes.last, case .add(var wanted) = added.value else { return }
        if wanted.quantity == 1 { wanted.quantity = cart[known].quantity }
        wanted.options = kept(from: cart[known], for: wanted) + wanted.options
        reading.changes.removeLast()
        report(.replace(line: known, with: wanted), line, confidence: min(confidence, added.confidence), evidence: "instead of")
    }

    /// The line of the cart that has an item: of several the one most like what was said, then the last.
    func inCart(_ item: Int, like wanted: OrderLine?) -> Int? {
        let id = index.catalogue.items[item].id
        return cart.indices.filter { cart[$0].item == id }.max { left, right in
            likeness(of: cart[left], to: wanted) < likeness(of: cart[right], to: wanted)
        }
    }

    private func likeness(of line: OrderLine, to wanted: OrderLine?) -> Int {
        wanted.map { wanted in line.options.count { wanted.options.contains($0) } } ?? 0
    }
}

// MARK: - Reporting

extension OrderResolver {
    mutating func report(_ change: OrderChange, _ line: SpokenLine, confidence: Double, evidence: String) {
        reading.changes.append(Candidate(change, span: utterance.span(of: line.tokens), confidence: confidence, evidence: evidence))
    }

    mutating func doubt(_ doubt: OrderDoubt, _ line: SpokenLine, confidence: Double) {
        reading.doubts.append(
            Candidate(doubt, span: utterance.span(of: line.tokens), confidence: confidence, evidence: "cannot stand as said"))
    }
}
