import Core
import Features
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Storage

/// Invoices and credit notes as pages to read, print and keep, and how the business is named on them.
struct InvoiceDocumentsController: Sendable {
    let documents: BillingDocuments

    private static let tags = ["Subscription"]
    private static let business = "/api/business/{businessId}"

    func addRoutes(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        addPages("invoices", "invoice", to: &routes, on: router) { number, tenant in
            try await documents.invoice(.init(number), in: tenant)
        }
        addPages("credit-notes", "credit note", to: &routes, on: router) { number, tenant in
            try await documents.creditNote(.init(number), in: tenant)
        }
        addDetails(to: &routes, on: router)
    }

    private func addPages(
        _ name: String, _ thing: String, to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>,
        find: @escaping @Sendable (String, Tenant) async throws -> BillingDocument
    ) {
        routes.add(
            Endpoint(
                .get, "\(Self.business)/\(name)/{id}.html", summary: "Read the \(thing) as a page", access: .member(.manager, .readBilling),
                tags: Self.tags, responses: [.init(200, "It", .init(.string(), mediaType: "text/html"))]), to: router
        ) { _, context in
            let document = try await find(context.parameters.require("id"), context.tenant)
            return Response(
                status: .ok, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: document.html)))
        }
        routes.add(
            Endpoint(
                .get, "\(Self.business)/\(name)/{id}.pdf", summary: "Fetch the \(thing) as a PDF", access: .member(.manager, .readBilling),
                tags: Self.tags, responses: [.init(200, "It", .init(.string(), mediaType: "application/pdf"))]), to: router
        ) { _, context in
            let document = try await find(context.parameters.require("id"), context.tenant)
            let bytes = try document.pdf()
            return Response(
                status: .ok,
                headers: [
                    .contentType: "application/pdf", .cacheControl: "no-store",
                    .contentDisposition: "inline; filename=\"\(document.number).pdf\"",
                ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        }
    }

    private func addDetails(to routes: inout Routes, on router: some RouterMethods<TenantRequestContext>) {
        let path = "\(Self.business)/billing-details"
        let schema = JSONSchema.object(
            [
                "name": JSONSchema.string().orNull.described("Nil for the name of the business"), "address": .array(of: .string()),
                "country": JSONSchema.string().orNull.described("ISO 3166-1 alpha-2; decides which tax is added"),
                "taxNumber": JSONSchema.string().orNull,
            ], optional: ["name", "country", "taxNumber"])
        routes.add(
            Endpoint(
                .get, path, summary: "Read how the business is named on invoices", access: .member(.manager, .readBilling), tags: Self.tags,
                responses: [.init(200, "As it is", .json(schema))]), to: router
        ) { _, context in
            JSON(try await documents.details(of: context.tenant))
        }
        routes.add(
            Endpoint(
                .put, path, summary: "Say how the business is named on invoices",
                details: "At most six lines of an address, of a hundred characters each. Invoices that are issued keep what they say.",
                access: .member(.owner, .writeBilling), tags: Self.tags, request: .json(schema),
                responses: [.init(200, "As it is then", .json(schema))]), to: router
        ) { request, context in
            JSON(try await documents.save(try await request.json(as: BillingDetails.self), of: context.tenant, by: context.actor))
        }
    }
}
