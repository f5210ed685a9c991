import Testing
import Vendors

@Suite struct TwiMLTests {
    private let beginning = #"<?xml version="1.0" encoding="UTF-8"?><Response>"#

    @Test func `a caller is connected to a socket, with what it has to know`() {
        let stream = TwiML.Stream(url: "wss://voice.example.com/media", parameters: [.init("token", "a<b>&\"c\"")])
        #expect(
            TwiML(.connect(stream, action: "https://voice.example.com/after?call=CA1&number=%2B1")).document
                == beginning + #"<Connect action="https://voice.example.com/after?call=CA1&amp;number=%2B1">"#
                + #"<Stream url="wss://voice.example.com/media"><Parameter name="token" value="a&lt;b&gt;&amp;&quot;c&quot;"/></Stream>"#
                + "</Connect></Response>")
    }

    @Test func `a person is rung, and told who calls`() {
        let dial = TwiML.Dial(
            number: "+14155550123", action: "https://a.example/dialled", whisper: "https://a.example/whisper", timeout: 25)
        #expect(
            TwiML(.dial(dial)).document
                == beginning + #"<Dial action="https://a.example/dialled" timeout="25">"#
                + #"<Number url="https://a.example/whisper">+14155550123</Number></Dial></Response>"#)
    }

    @Test func `a message is taken, or a key`() {
        let gather = TwiML.Gather(action: "https://a.example/key", timeout: 3, prompt: "Press 1.")
        let record = TwiML.Record(action: "https://a.example/recorded", longest: 120, timeout: 5)
        #expect(
            TwiML(.gather(gather), .record(record), .pause(seconds: 1), .redirect("https://a.example/again"), .hangUp).document
                == beginning
                + #"<Gather input="dtmf" numDigits="1" timeout="3" action="https://a.example/key"><Say>Press 1.</Say></Gather>"#
                + ##"<Record action="https://a.example/recorded" maxLength="120" timeout="5" finishOnKey="#" playBeep="true"/>"##
                + #"<Pause length="1"/><Redirect>https://a.example/again</Redirect><Hangup/></Response>"#)
    }

    @Test func `what a caller said cannot become markup, nor break it`() {
        #expect(
            TwiML(.say("Zoë's \u{0}\u{8}order: 2 < 3 & \"]]>\" 🍕</Say><Hangup/>")).document
                == beginning + "<Say>Zoë&apos;s order: 2 &lt; 3 &amp; &quot;]]&gt;&quot; 🍕&lt;/Say&gt;&lt;Hangup/&gt;</Say></Response>")
    }

    @Test func `nothing to do is an empty answer`() {
        #expect(TwiML().document == #"<?xml version="1.0" encoding="UTF-8"?><Response/>"#)
    }
}
