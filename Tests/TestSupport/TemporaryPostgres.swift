public import Core
import Foundation
import Synchronization

/// A real PostgreSQL server of this test process: in a folder of its own, reached by a socket in it, unknown to the rest
/// of the machine, and gone when the process is, however it ends.
public final class TemporaryPostgres: Sendable {
    /// Started by the first test that asks. Why it could not start is thrown to every test that does.
    public static var shared: TemporaryPostgres {
        get throws { try started.get() }
    }

    private static let started = Result { try TemporaryPostgres() }

    private let programs: URL
    private let socketFolder: String
    /// The server's guard reads its other end, and stops the server when this end closes.
    private let lifeline = Pipe()
    private let answers = Pipe()
    /// One asks at a time, and waits for the answer.
    private let making = Mutex(())

    public struct Unavailable: Error, CustomStringConvertible {
        public let description: String
    }

    private init() throws {
        programs = try Self.findPrograms()
        let guardian = Process()
        let shell = ["/bin/sh", "-c", Self.script, "guard", programs.path]
        // The server refuses to run as root.
        let command = geteuid() == 0 ? ["/sbin/runuser", "-u", "postgres", "--"] + shell : shell
        guardian.executableURL = URL(filePath: command[0])
        guardian.arguments = Array(command.dropFirst())
        guardian.currentDirectoryURL = URL(filePath: "/")
        guardian.standardInput = lifeline
        guardian.standardOutput = answers
        try guardian.run()
        let lines = Self.lines(from: answers.fileHandleForReading, until: "ready")
        guard lines.count == 2, lines[1] == "ready" else {
            throw Unavailable(description: "PostgreSQL did not start: \(lines.joined(separator: " "))")
        }
        socketFolder = lines[0]
    }

    /// A new, empty database, and the URL of a superuser in it: isolation must hold even so.
    public func makeDatabase() throws -> Secret {
        let name = "test_" + UUID().uuidString.lowercased().replacing("-", with: "")
        // The guard makes it: to start a process of one's own for each is more than Foundation bears in a busy test run.
        let answer = try making.withLock { _ in
            try lifeline.fileHandleForWriting.write(contentsOf: Data((name + "\n").utf8))
            return Self.lines(from: answers.fileHandleForReading, until: "done")
        }
        guard answer == ["done"] else { throw Unavailable(description: "psql could not make a database: \(answer.joined(separator: " "))") }
        return Secret(url(of: name))
    }

    private func url(of database: String) -> String {
        "postgres:///\(database)?host=\(socketFolder)&user=postgres"
    }

    /// Reads up to and including a line, or to the end.
    private static func lines(from handle: FileHandle, until last: String) -> [String] {
        var text = ""
        while !text.hasSuffix(last + "\n") {
            let data = handle.availableData
            if data.isEmpty { break }
            text += String(decoding: data, as: UTF8.self)
        }
        return text.split(separator: "\n").map(String.init)
    }

    private static func findPrograms() throws -> URL {
        let versions = URL(filePath: "/usr/lib/postgresql")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: versions.path)) ?? []
        guard let newest = names.compactMap({ Int($0) }).max() else {
            throw Unavailable(description: "PostgreSQL is not installed: no programs under \(versions.path)")
        }
        return versions.appending(path: "\(newest)/bin")
    }

    /// Prints the folder, then "ready", and keeps watch. Signals from the terminal reach the tests too, whose end it waits
    /// for. Nothing here must survive a power cut, so the server does not sync.
    private static let script = """
        trap '' INT TERM HUP PIPE
        folder=$(mktemp -d) && echo "$folder" || exit 1
        stop() { "$1/pg_ctl" -D "$folder/data" -m immediate stop; rm -rf "$folder"; }
        {
            "$1/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C --no-sync &&
            "$1/pg_ctl" -D "$folder/data" -w -l "$folder/log" start -o \\
                "-c listen_addresses= -c unix_socket_directories=$folder -c fsync=off -c max_connections=200"
        } > "$folder/start" 2>&1 < /dev/null || { cat "$folder/start"; stop "$1" > /dev/null 2>&1; exit 1; }
        echo ready
        while read -r name; do
            "$1/psql" -q -h "$folder" -U postgres -d postgres -c "CREATE DATABASE $name TEMPLATE template0" 2>&1 < /dev/null
            echo done
        done
        exec > /dev/null 2>&1
        stop "$1"
        """
}
