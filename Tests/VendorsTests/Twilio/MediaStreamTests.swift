import Testing
import Vendors

@Suite struct MediaStreamTests {
    @Test func `a stream tells what it is before it carries sound`() throws {
        #expect(try MediaStream.event(#"{"event":"connected","protocol":"Call","version":"1.0.0"}"#) == .connected)
        let start = try MediaStream.event(
            """
            {"event":"start","sequenceNumber":"1","streamSid":"MZ01","start":{"accountSid":"AC1","streamSid":"MZ01","callSid":"CA1",
            "tracks":["inbound"],"mediaFormat":{"encoding":"audio/x-mulaw","sampleRate":8000,"channels":1},
            "customParameters":{"token":"one"},"later":{"unknown":[1]}}}
            """)
        let stream = try #require(MediaStream.StreamID("MZ01"))
        #expect(start == .started(.init(stream: stream, account: "AC1", call: "CA1", parameters: ["token": "one"])))
    }

    @Test func `sound, keys, marks and the end are read`() throws {
        let sound = #"{"event":"media","sequenceNumber":"4","media":{"track":"inbound","chunk":"2","timestamp":"25","payload":"//8A"}}"#
        #expect(try MediaStream.event(sound) == .sound(.init(chunk: 2, payload: [0xFF, 0xFF, 0x00])))
        #expect(try MediaStream.event(sound.replacing("inbound", with: "outbound")) == .unknown)
        #expect(try MediaStream.event(##"{"event":"dtmf","dtmf":{"track":"inbound_track","digit":"#"}}"##) == .key("#"))
        #expect(try MediaStream.event(#"{"event":"mark","mark":{"name":"2-7"}}"#) == .mark("2-7"))
        #expect(try MediaStream.event(#"{"event":"stop","stop":{"callSid":"CA1"}}"#) == .stopped)
        #expect(try MediaStream.event(#"{"event":"weather"}"#) == .unknown)
    }

    @Test(
        arguments: [
            "", "[]", "{}", #"{"event":1}"#, #"{"event":"start"}"#, #"{"event":"media"}"#, #"{"event":"mark"}"#,
            #"{"event":"media","media":{"chunk":"x","payload":""}}"#, #"{"event":"media","media":{"chunk":"0","payload":""}}"#,
            #"{"event":"media","media":{"chunk":"1","payload":"*"}}"#, #"{"event":"dtmf","dtmf":{"digit":"12"}}"#,
            #"{"event":"dtmf","dtmf":{"digit":"é"}}"#,
            #"{"event":"start","start":{"streamSid":"MZ\",\"x","accountSid":"AC1","callSid":"CA1"}}"#,
            #"{"event":"start","start":{"streamSid":"MZ1","accountSid":"A","callSid":"C","mediaFormat":{"encoding":"opus","sampleRate":8000,"channels":1}}}"#,
        ])
    func `what does not keep to the protocol is refused`(text: String) {
        #expect(throws: MediaStream.Malformed.self) { try MediaStream.event(text) }
    }

    @Test func `more sound than belongs into one message is refused`() {
        let payload = String(repeating: "AAAA", count: 5_334)
        #expect(throws: MediaStream.Malformed.self) {
            try MediaStream.event(#"{"event":"media","media":{"chunk":"1","payload":"\#(payload)"}}"#)
        }
    }

    @Test func `what is said to Twilio is as it wants it`() throws {
        let stream = try #require(MediaStream.StreamID("MZ01"))
        #expect(MediaStream.sound([0xFF, 0xFF, 0], to: stream) == #"{"event":"media","streamSid":"MZ01","media":{"payload":"//8A"}}"#)
        let mark = PlaybackMark(generation: 2, number: 7)
        #expect(MediaStream.mark(mark, to: stream) == #"{"event":"mark","streamSid":"MZ01","mark":{"name":"2-7"}}"#)
        #expect(PlaybackMark(name: mark.name) == mark)
        #expect(MediaStream.clear(stream) == #"{"event":"clear","streamSid":"MZ01"}"#)
    }

    @Test(arguments: ["", "1", "1-", "-1", "1-2-3", "a-b"])
    func `a mark that is not ours is nobody's`(name: String) {
        #expect(PlaybackMark(name: name) == nil)
    }
}
