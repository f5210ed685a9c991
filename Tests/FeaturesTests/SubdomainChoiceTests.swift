import Core
import Testing

@testable import Features

/// Which names are given, and which are taken for one another.
@Suite struct SubdomainChoiceTests {
    @Test(arguments: ["mario-pizza", "dr-smith", "a", "7-eleven", "scunthorpe-fish", "cockburn-flowers", "essex", "middlesex-tyres"])
    func `Ordinary names are given`(name: String) throws {
        #expect(try SubdomainChoice.read(name).label == name)
        #expect(try SubdomainChoice.read(name.uppercased()).label == name)
    }

    @Test(arguments: [
        ("", "1 to 63"), (String(repeating: "a", count: 64), "1 to 63"), ("-roma", "hyphen"), ("roma-", "hyphen"), ("ro.ma", "letters"),
        ("röma", "letters"), ("www", "reserved"), ("API", "reserved"), ("xn--rma-0na", "reserved"), ("no--body", "reserved"),
        ("adm1n", "looks like"), ("1ogin", "looks like"), ("a-p-i", "looks like"), ("bi11ing", "looks like"), ("adrnin", "looks like"),
        ("mai1", "looks like"), ("shit", "not given"), ("holy-shit", "not given"), ("sh1t", "not given"), ("s-h-i-t", "not given"),
    ])
    func `Others are refused with the reason`(name: String, reason: String) {
        let problem = #expect(throws: Problem.self) { try SubdomainChoice.read(name) }
        #expect(problem?.violations.first?.pointer == "#/subdomain")
        #expect(problem?.detail.contains(reason) == true, "\(problem?.detail ?? "")")
    }

    @Test(arguments: [
        ("pizza-roma", "pizzaroma"), ("pizza-roma", "p1zza-r0ma"), ("modern-hair", "modem-hair"), ("clinic", "dinic"),
        ("vvine-bar", "wine-bar"), ("lee", "iee"),
    ])
    func `Names that are taken for one another have one look`(one: String, other: String) throws {
        #expect(try Subdomain(one).look == Subdomain(other).look)
    }

    @Test(arguments: [("roma-1", "roma-2"), ("roma-10", "roma-100"), ("north", "south"), ("tenant-00010", "tenant-00100")])
    func `Names that differ look different`(one: String, other: String) throws {
        #expect(try Subdomain(one).look != Subdomain(other).look)
    }

    @Test(arguments: [
        ("Mario's Pizza Palace!", "marios-pizza-palace"), ("Café Zoë", "cafe-zoe"), ("  A  &  B  ", "a-b"), ("24/7 Tyres", "24-7-tyres"),
    ])
    func `A business's name suggests a subdomain`(name: String, label: String) {
        #expect(Subdomain(suggestedBy: name)?.label == label)
    }

    @Test(arguments: ["", "!!!", "日本", "www"])
    func `What holds no name suggests none`(text: String) {
        #expect(Subdomain(suggestedBy: text) == nil)
    }
}
