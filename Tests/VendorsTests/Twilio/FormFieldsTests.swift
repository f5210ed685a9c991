import Testing
import Vendors

@Suite struct FormFieldsTests {
    @Test func `fields are read in order, empty and repeated ones too`() {
        let form = FormFields(encoded: "From=%2B14155550100&FromCity=&CallerName=Zo%C3%AB+%26+Co&k=b&k=a=1&flag".utf8)
        #expect(
            form?.fields == [
                .init("From", "+14155550100"), .init("FromCity", ""), .init("CallerName", "Zoë & Co"), .init("k", "b"), .init("k", "a=1"),
                .init("flag", ""),
            ])
        #expect(form?["k"] == "b")
        #expect(form?["None"] == nil)
    }

    @Test(arguments: ["a=%", "a=%4", "a=%zz", "a=%FF", String(repeating: "a=1&", count: 501)])
    func `what is encoded wrongly or endless is not read`(text: String) {
        #expect(FormFields(encoded: text.utf8) == nil)
    }

    @Test func `what is written is read again`() {
        let form = FormFields([.init("To", "+1 415"), .init("Naïve & bold", "50% = ½\u{1}~")])
        #expect(form.encoded == "To=%2B1%20415&Na%C3%AFve%20%26%20bold=50%25%20%3D%20%C2%BD%01~")
        #expect(FormFields(encoded: form.encoded.utf8) == form)
    }
}
