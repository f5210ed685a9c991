import Foundation
import TestSupport
import Testing

@testable import Features

@Suite struct TarTests {
    @Test(arguments: ["-0000000001", "+0000000001", "00000000009", "0x000000001", "          1"])
    func `a size that is not of octal digits is refused`(_ size: String) throws {
        var header = try Tar.header(name: "a.jsonl", bytes: 1, modifiedAt: .distantPast)
        header.replaceSubrange(124..<135, with: Data(size.utf8))
        header.replaceSubrange(148..<156, with: Data("        ".utf8))
        let sum = String(header.reduce(0) { $0 + Int($1) }, radix: 8)
        header.replaceSubrange(148..<156, with: Data((String(repeating: "0", count: 6 - sum.count) + sum).utf8) + [0, 0x20])
        let folder = try TemporaryFolder()
        let file = folder.url.appending(path: "odd.tar")
        try (header + Data(count: 3 * Tar.blockBytes)).write(to: file)
        #expect(throws: Tar.Failure.damaged) {
            var reader = TarReader(try FileHandle(forReadingFrom: file))
            _ = try reader.next()
        }
    }
}
