import ArgumentParser
import Core
import Features
import Foundation
import Storage

extension BusinessCommand {
    struct Delete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what goes when a business is deleted, and with --yes delete it, really.",
            discussion: """
                Its data, recordings, keys, numbers and letters go; invoices, payments and the audit log stay, and its subdomain is
                never given out again. There is no way back: export it first. Interrupted, it is finished by the same command or by
                the server.

                Examples:
                  voiceagent business delete mario-pizza
                  voiceagent business delete mario-pizza --reason "contract ended" --yes
                """)

        @OptionGroup var data: DataOptions
        @Argument(help: "The business's subdomain.") var subdomain: String
        @Option(help: "Why; it is kept, so it should name nobody.") var reason: String?
        @Flag(help: "Delete it.") var yes = false
        @Flag(help: "Print the result as JSON.") var json = false

        func validate() throws {
            guard !yes || reason.map({ !$0.isEmpty }) ?? false else { throw ValidationError("--yes needs a --reason.") }
        }

        func run() async throws {
            try await data.withPlatform { composition in
                let id = try await composition.businessID(subdomain)
                let desk = composition.operatorDesk(data: data.url)
                guard yes, let reason else { return try show(try await desk.deletionPreview(of: id, by: .keyboard)) }
                let departure = try await desk.delete(id, because: try Reason(reason), by: .keyboard)
                if json { return try print(JSONText.line(departure)) }
                print("\(departure.subdomain)\t\(departure.finishedAt == nil ? "deleted; its last letter is still to be sent" : "deleted")")
                if !departure.notice.isEmpty { Progress.note(departure.notice) }
            }
        }

        private func show(_ preview: DeletionPreview) throws {
            if json { return try print(JSONText.line(preview)) }
            for (table, rows) in preview.data.sorted(by: { $0.key < $1.key }) { print("goes\t\(table)\t\(rows)") }
            for (table, rows) in preview.records.sorted(by: { $0.key < $1.key }) { print("goes\t\(table)\t\(rows)") }
            print("goes\trecordings\t\(preview.recordings) (\(preview.recordingBytes) bytes)")
            for number in preview.numbers { print("goes\tnumber\t\(number)") }
            for (table, rows) in preview.stays.sorted(by: { $0.key < $1.key }) { print("stays\t\(table)\t\(rows)") }
            Progress.note("nothing was deleted; add --reason and --yes to delete it.")
        }
    }
}
