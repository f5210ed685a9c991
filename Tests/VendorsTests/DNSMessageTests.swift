import NIOCore
import Testing

@testable import Vendors

/// What a name server says is read as RFC 1035 has it, and nothing that is not an answer to the question.
@Suite struct DNSMessageTests {
    private let question = DNSQuestion(id: 0x1234, name: "_voiceagent.roma.example", type: .text)

    @Test func `A question is written byte for byte`() {
        let bytes = Array(DNSQuestion(id: 0x0102, name: "a.bc", type: .text).bytes.readableBytesView)
        #expect(bytes == [1, 2, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 97, 2, 98, 99, 0, 0, 16, 0, 1])
    }

    @Test func `Texts are put together, names are uncompressed, other records are left out`() {
        let text = record(type: 16, [3, 97, 98, 99, 2, 100, 101])
        let address = record(type: 1, [127, 0, 0, 1])
        #expect(DNSAnswer(answer([address, text]), to: question)?.values == ["abcde"])

        let alias = DNSQuestion(id: 0x1234, name: question.name, type: .alias)
        // `www` and a pointer to the question's `roma.example`, behind `_voiceagent`.
        let target = record(type: 5, [3, 119, 119, 119, 0xC0, 24])
        #expect(DNSAnswer(answer([target], to: alias), to: alias)?.values == ["www.roma.example"])
    }

    @Test func `What somebody else could have sent is no answer`() {
        #expect(DNSAnswer(answer([], id: 0x9999), to: question) == nil)
        #expect(DNSAnswer(question.bytes, to: question) == nil, "a question is not an answer")
        #expect(DNSAnswer(answer([], to: DNSQuestion(id: 0x1234, name: "other.example", type: .text)), to: question) == nil)
    }

    @Test func `The server's verdict and a cut are seen`() {
        #expect(DNSAnswer(answer([], flags: 0x8183), to: question)?.status == .noSuchName)
        #expect(DNSAnswer(answer([], flags: 0x8182), to: question)?.status == .failed(code: 2))
        #expect(DNSAnswer(answer([], flags: 0x8380), to: question)?.isTruncated == true)
    }

    @Test func `Every part of a message can be missing or point in circles without harm`() {
        let whole = Array(answer([record(type: 16, [3, 97, 98, 99]), [0xC0, 0xFF, 0, 16, 0, 1]]).readableBytesView)
        for count in 0...whole.count { _ = DNSAnswer(ByteBuffer(bytes: whole.prefix(count)), to: question) }
        for index in whole.indices {
            for value: UInt8 in [0, 1, 63, 64, 0xC0, 0xFF] {
                var broken = whole
                broken[index] = value
                _ = DNSAnswer(ByteBuffer(bytes: broken), to: question)
            }
        }
    }

    private func record(type: UInt8, _ data: [UInt8]) -> [UInt8] {
        [0xC0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, UInt8(data.count)] + data
    }

    private func answer(
        _ records: [[UInt8]], id: UInt16? = nil, flags: UInt16 = 0x8180, to other: DNSQuestion? = nil
    ) -> ByteBuffer {
        var bytes = Array((other ?? question).bytes.readableBytesView)
        if let id { bytes.replaceSubrange(0..<2, with: [UInt8(id >> 8), UInt8(id & 0xFF)]) }
        bytes.replaceSubrange(2..<4, with: [UInt8(flags >> 8), UInt8(flags & 0xFF)])
        bytes[7] = UInt8(records.count)
        return ByteBuffer(bytes: bytes + records.flatMap { $0 })
    }
}
