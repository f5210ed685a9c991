import Foundation

/// The part of the tar format that an archive is written in: regular files, one after the other.
/// Source: POSIX.1-2017, pax, "ustar Interchange Format".
enum Tar {
    static let blockBytes = 512
    /// The longest name that fits without a prefix.
    static let nameBytes = 100
    /// Eleven octal digits: 8 GiB less one byte.
    static let largestFile = 0o77777777777

    enum Failure: Error, Hashable {
        /// The file ends before it should, or is no tar file.
        case damaged
        case badName(String)
        case tooLarge(String)
    }

    /// What stands before a file's content.
    ///
    /// - Throws: `badName`, `tooLarge` for what does not fit into it.
    static func header(name: String, bytes: Int, modifiedAt: Date) throws(Failure) -> Data {
        let encoded = Array(name.utf8)
        guard !encoded.isEmpty, encoded.count <= nameBytes else { throw .badName(name) }
        guard (0...largestFile).contains(bytes) else { throw .tooLarge(name) }
        var block = [UInt8](repeating: 0, count: blockBytes)
        func write(_ text: some Sequence<UInt8>, at offset: Int) {
            for (index, byte) in text.enumerated() { block[offset + index] = byte }
        }
        func octal(_ number: Int, digits: Int) -> [UInt8] {
            let text = String(number, radix: 8)
            return Array((String(repeating: "0", count: max(0, digits - text.count)) + text).utf8)
        }
        write(encoded, at: 0)
        write(octal(0o600, digits: 7), at: 100)
        write(octal(0, digits: 7), at: 108)
        write(octal(0, digits: 7), at: 116)
        write(octal(bytes, digits: 11), at: 124)
        write(octal(max(0, Int(modifiedAt.timeIntervalSince1970)), digits: 11), at: 136)
        write("        ".utf8, at: 148)
        write("0".utf8, at: 156)
        write("ustar".utf8, at: 257)
        write("00".utf8, at: 263)
        write(octal(block.reduce(0) { $0 + Int($1) }, digits: 6) + [0, 0x20], at: 148)
        return Data(block)
    }

    /// How many zeros follow a content, so that the next header begins with a block.
    static func padding(after bytes: Int) -> Int { (blockBytes - bytes % blockBytes) % blockBytes }
}

/// Writes a tar file from its beginning to its end; holds no more than a piece of it.
struct TarWriter: ~Copyable {
    private static let pieceBytes = 1 << 20

    private let file: FileHandle
    private let modifiedAt: Date

    /// - Parameter modifiedAt: the time that every entry carries.
    init(to file: FileHandle, modifiedAt: Date) {
        self.file = file
        self.modifiedAt = modifiedAt
    }

    func append(_ name: String, _ content: Data) throws {
        try file.write(contentsOf: Tar.header(name: name, bytes: content.count, modifiedAt: modifiedAt))
        try file.write(contentsOf: content)
        try pad(content.count)
    }

    /// Appends a file as it is now. What it grows by meanwhile is left out; should it shrink, the rest is zeros.
    ///
    /// - Parameter each: sees every piece on its way.
    func append(_ name: String, from source: FileHandle, each: (Data) -> Void) throws {
        let bytes = Int(try source.seekToEnd())
        try source.seek(toOffset: 0)
        try file.write(contentsOf: Tar.header(name: name, bytes: bytes, modifiedAt: modifiedAt))
        var rest = bytes
        while rest > 0 {
            let length = min(rest, Self.pieceBytes)
            var piece = try source.read(upToCount: length) ?? Data()
            if piece.isEmpty { piece = Data(count: length) }
            each(piece)
            try file.write(contentsOf: piece)
            rest -= piece.count
        }
        try pad(bytes)
    }

    /// Ends the file, and waits until it is on the disk.
    consuming func finish() throws {
        try file.write(contentsOf: Data(count: 2 * Tar.blockBytes))
        try file.synchronize()
        try file.close()
    }

    private func pad(_ bytes: Int) throws {
        try file.write(contentsOf: Data(count: Tar.padding(after: bytes)))
    }
}

/// Reads a tar file from its beginning to its end; holds no more than a piece of it.
struct TarReader: ~Copyable {
    struct Entry: Sendable, Hashable {
        let name: String
        let bytes: Int
    }

    private let file: FileHandle
    /// Of the present entry's content, with the zeros after it.
    private var unread = 0
    private var padding = 0

    init(_ file: FileHandle) {
        self.file = file
    }

    /// The next file; nil at the end. What was not read of the one before is passed over.
    mutating func next() throws -> Entry? {
        while unread > 0 { _ = try read(upTo: 1 << 20) }
        _ = try take(padding)
        let header = [UInt8](try take(Tar.blockBytes))
        if header.allSatisfy({ $0 == 0 }) { return nil }
        let sum = header.indices.reduce(0) { $0 + ((148..<156).contains($1) ? 0x20 : Int(header[$1])) }
        guard header[257..<262].elementsEqual("ustar".utf8), Self.octal(header[148..<156]) == sum,
            let bytes = Self.octal(header[124..<136]), header[156] == 0x30
        else { throw Tar.Failure.damaged }
        (unread, padding) = (bytes, Tar.padding(after: bytes))
        return Entry(name: String(decoding: header[0..<Tar.nameBytes].prefix { $0 != 0 }, as: UTF8.self), bytes: bytes)
    }

    /// A piece of the present file; empty at its end.
    mutating func read(upTo limit: Int) throws -> Data {
        let piece = try take(min(limit, unread))
        unread -= piece.count
        return piece
    }

    private func take(_ count: Int) throws -> Data {
        guard count > 0 else { return Data() }
        guard let data = try file.read(upToCount: count), data.count == count else { throw Tar.Failure.damaged }
        return data
    }

    /// Digits and nothing else: `Int` alone would also read a sign.
    private static func octal(_ field: ArraySlice<UInt8>) -> Int? {
        let digits = field.prefix { $0 != 0 && $0 != 0x20 }
        guard digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "7")).contains($0) }) else { return nil }
        return Int(String(decoding: digits, as: UTF8.self), radix: 8)
    }
}
