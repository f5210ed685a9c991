import Core
import Foundation

/// Where data is: one database for the platform, and for each business one that no other can reach.
protocol Engine: Sendable {
    var platform: any Database { get }
    func database(of business: Business.ID) -> any Database
    /// As `database(of:)`, for work that takes long: it holds up nobody who uses that one.
    func databaseBeside(of business: Business.ID) -> any Database

    /// Nil for an engine that keeps none.
    var files: DataFiles? { get }

    /// Makes room for a new business. Safe to repeat.
    func create(_ business: Business.ID) async throws
    /// Takes back what `create` made, and all that was stored since. Safe to repeat.
    func discard(_ business: Business.ID) async throws

    var openTenants: Int { get }
    func closeIdle(now: Date) async
    func close() async
}
