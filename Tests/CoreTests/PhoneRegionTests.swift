import Core
import Testing

@Suite struct PhoneRegionTests {
    @Test(arguments: [
        ("Europe/London", "020 7946 0958", "+442079460958"), ("Europe/London", "07700 900123", "+447700900123"),
        ("Europe/London", "+44 (0)20 7946 0958", "+442079460958"), ("Europe/London", "0044 7700 900123", "+447700900123"),
        ("Europe/London", "44 7700 900123", "+447700900123"), ("Europe/Dublin", "085 012 3456", "+353850123456"),
        ("Europe/Rome", "347 123 4567", "+393471234567"), ("Europe/Rome", "06 1234 5678", "+390612345678"),
        ("Europe/Paris", "06 12 34 56 78", "+33612345678"), ("Europe/Madrid", "612 345 678", "+34612345678"),
        ("Europe/Budapest", "06 20 123 4567", "+36201234567"), ("Europe/Istanbul", "0532 123 45 67", "+905321234567"),
        ("Australia/Sydney", "0491 570 006", "+61491570006"), ("Pacific/Auckland", "021 123 456", "+6421123456"),
        ("Asia/Kolkata", "98765 43210", "+919876543210"), ("Asia/Tokyo", "090 1234 5678", "+819012345678"),
        ("Asia/Jerusalem", "050 123 4567", "+972501234567"), ("Asia/Dubai", "050 123 4567", "+971501234567"),
        ("Asia/Singapore", "8123 4567", "+6581234567"), ("Asia/Hong_Kong", "9123 4567", "+85291234567"),
        ("Africa/Johannesburg", "071 123 4567", "+27711234567"), ("America/Sao_Paulo", "11 91234 5678", "+5511912345678"),
        ("America/Mexico_City", "55 1234 5678", "+525512345678"), ("Europe/London", "+1 415 555 0101", "+14155550101"),
    ])
    func `a number is one of the region in which it is given`(zone: String, text: String, e164: String) throws {
        let region = try #require(PhoneNumber.Region(timeZone: zone))
        let number = try #require(PhoneNumber(text, region: region))
        #expect(number.e164 == e164)
        #expect(number.identity == PhoneNumber(e164)?.identity)
        #expect(number.isWhole)
        #expect(PhoneNumber(number.written)?.e164 == e164)
        #expect(PhoneNumber(number.dialled(in: region), region: region)?.e164 == e164)
    }

    @Test(arguments: ["7946 0958", "020 7946 095", "07700 900", "+44 7700 900"])
    func `a part of a number is not whole`(text: String) throws {
        let london = try #require(PhoneNumber.Region(timeZone: "Europe/London"))
        #expect(try #require(PhoneNumber(text, region: london)).isWhole == false)
    }

    @Test func `a zone that is in no table has no region`() {
        #expect(PhoneNumber.Region(timeZone: "America/New_York") == nil)
        #expect(PhoneNumber("+39 347 123 4567")?.region == PhoneNumber.Region(timeZone: "Europe/Rome"))
    }

    @Test func `a business is where its number is, else where its clocks are, else in North America`() {
        let rome = PhoneNumber.Region(timeZone: "Europe/Rome")
        #expect(PhoneNumber.Region(ofBusinessWith: PhoneNumber("+390612345678"), timeZone: "Europe/London") == rome)
        #expect(PhoneNumber.Region(ofBusinessWith: PhoneNumber("555 0101"), timeZone: "Europe/Rome") == rome)
        #expect(PhoneNumber.Region(ofBusinessWith: nil, timeZone: "America/Chicago") == .northAmerica)
    }

    @Test func `what was read without a region can be read again in one`() throws {
        let rome = try #require(PhoneNumber.Region(timeZone: "Europe/Rome"))
        #expect(try #require(PhoneNumber("347 123 4567")).reread(in: rome).e164 == "+393471234567")
        #expect(try #require(PhoneNumber("+1 347 123 4567")).reread(in: rome).e164 == "+13471234567")
    }

    @Test func `a number is grouped as at home, with its country code elsewhere`() throws {
        let london = try #require(PhoneNumber.Region(timeZone: "Europe/London"))
        let number = try #require(PhoneNumber("020 7946 0958", region: london))
        #expect(number.groups(in: london) == ["020", "7946", "0958"])
        #expect(
            number.groups(in: .northAmerica) == ["+44", "20", "7946", "0958"])
        #expect(try #require(PhoneNumber("4155550101")).groups(in: .northAmerica) == ["415", "555", "0101"])
    }
}
