import Core
import Features
import Foundation
import HTTPTypes
import Hummingbird
import Storage

/// What is kept of calls: recordings and transcripts, to be fetched and deleted by the business's owner.
struct CallArchiveController: Sendable {
    /// Nil where nothing is recorded.
    let recordings: Recordings?
    let clock: @Sendable () -> Date

    private static let tags = ["Calls"]
    private static let recordingsPath = "/api/business/{businessId}/recordings"
    private static let transcriptPath = "/api/business/{businessId}/transcripts/{id}"

    private struct Entry: Encodable {
        let callId: String
        let recordedAt: Date
        let bytes: Int
        let seconds: Double

        init(_ entry: Recordings.Entry) {
            callId = entry.call.rawValue
            recordedAt = entry.recordedAt
            bytes = entry.bytes
            seconds = entry.duration / .seconds(1)
        }
    }

    private struct List: Encodable {
        let data: [Entry]
    }

    func addRoutes(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        addRecordings(to: &routes, on: router)
        addTranscripts(to: &routes, on: router)
    }

    private func addRecordings(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        routes.add(
            Endpoint(
                .get, Self.recordingsPath, summary: "List the recordings of calls, newest first", access: .member(.manager, .readRecords),
                tags: Self.tags,
                responses: [.init(200, "All of them", .json(.object(["data": .array(of: .recording)])))]), to: router
        ) { _, context in
            JSON(List(data: try await recordings?.all(in: context.tenant).map(Entry.init) ?? []))
        }
        routes.add(
            Endpoint(
                .get, "\(Self.recordingsPath)/{id}", summary: "Fetch the recording of a call",
                details: "16-bit WAV at 16 kHz: the caller left, the agent right.", access: .member(.manager, .readRecords),
                tags: Self.tags,
                responses: [.init(200, "The sound", .init(.string(), mediaType: "audio/wav"))]), to: router
        ) { _, context in
            let id = Call.ID(try context.parameters.require("id"))
            guard let file = await recordings?.file(of: id, in: context.tenant) else { throw Problem.notFound("recording") }
            return Response(
                status: .ok, headers: [.contentType: "audio/wav", .cacheControl: "no-store"],
                body: try await FileIO().loadFile(path: file.path, context: context))
        }
        routes.add(
            Endpoint(
                .delete, "\(Self.recordingsPath)/{id}", summary: "Delete the recording of a call", access: .member(.manager, .writeRecords),
                tags: Self.tags,
                responses: [.init(204, "It is gone")]), to: router
        ) { _, context in
            guard let recordings else { throw Problem.notFound("recording") }
            try await recordings.delete(
                Call.ID(context.parameters.require("id")), by: context.actor, in: context.tenant, at: clock())
            return Response(status: .noContent)
        }
    }

    private func addTranscripts(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        routes.add(
            Endpoint(
                .get, Self.transcriptPath, summary: "Read the transcript of a call",
                details: "What the caller heard of each sentence. Telephone numbers, card numbers and addresses of mail are left out "
                    + "unless the voice configuration says otherwise.", access: .member(.staff, .readRecords), tags: Self.tags,
                responses: [.init(200, "It", .json(.transcript))]), to: router
        ) { _, context in
            JSON(try await Transcripts.transcript(of: Call.ID(context.parameters.require("id")), in: context.tenant))
        }
        routes.add(
            Endpoint(
                .delete, Self.transcriptPath, summary: "Delete the transcript and the recording of a call that is over",
                details: "What was agreed in it stays in the books.", access: .member(.manager, .writeRecords), tags: Self.tags,
                responses: [.init(204, "They are gone")], problems: [.conflict("The call still goes on.")]), to: router
        ) { _, context in
            try await Transcripts.delete(
                Call.ID(context.parameters.require("id")), recordings: recordings,
                in: context.tenant(noting: "transcript.deleted", context.parameters.require("id"), at: clock()))
            return Response(status: .noContent)
        }
    }
}
