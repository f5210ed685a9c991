import Core
import Features
import Vendors

extension TwiML {
    /// Seconds.
    private enum Limit {
        static let ringing = 30
        static let choosing = 5
        static let message = 180
        static let silence = 5
    }

    /// What Twilio has to do so that a caller meets this.
    init(_ step: PhoneStep, for reference: PhoneCalls.Reference, at addresses: TwilioAddresses) {
        func address(_ path: String) -> String { addresses.url(of: path, about: reference) }
        let record = Verb.record(
            Record(action: address(TwilioAddresses.Path.recorded), longest: Limit.message, timeout: Limit.silence))
        switch step {
        case .talk(let token):
            let stream = Stream(
                url: addresses.socketURL(of: TwilioAddresses.Path.media),
                parameters: [.init(TwilioMediaSocket.tokenParameter, token.reveal())])
            self.init(.connect(stream, action: address(TwilioAddresses.Path.lineEnded)))
        case .join(let conversation):
            let stream = Stream(url: conversation.reveal(), parameters: [])
            self.init(.connect(stream, action: address(TwilioAddresses.Path.lineEnded)))
        case .ring(let number):
            self.init(
                .dial(
                    Dial(
                        number: number, action: address(TwilioAddresses.Path.ringEnded), whisper: address(TwilioAddresses.Path.whisper),
                        timeout: Limit.ringing)))
        case .takeMessage(let sentence): self.init(.say(sentence), record, .hangUp)
        case .choose(let sentence, let otherwise):
            let gather = Gather(action: address(TwilioAddresses.Path.chosen), timeout: Limit.choosing, prompt: sentence)
            self.init(.gather(gather), .say(otherwise), record, .hangUp)
        case .refuse(let sentence): self.init(.say(sentence), .hangUp)
        case .hangUp: self.init(.hangUp)
        }
    }

    /// Says something to the person who was rung and waits for the key that takes the call; without it they are not joined.
    init(whispering text: String, for reference: PhoneCalls.Reference, at addresses: TwilioAddresses) {
        let action = addresses.url(of: TwilioAddresses.Path.taken, about: reference)
        self.init(.gather(Gather(action: action, timeout: Limit.choosing, prompt: text)), .hangUp)
    }
}
