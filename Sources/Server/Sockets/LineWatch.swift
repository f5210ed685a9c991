import Features

/// Asks again, as long as a line is open, whether its business still takes calls: it may be suspended or deleted meanwhile.
struct LineWatch: Sendable {
    /// How long a call goes on with a business that takes none.
    var interval = Duration.seconds(60)
    /// How long its caller has to hear that.
    var goodbye = Duration.seconds(20)

    /// Returns when the line was ended, or this task is cancelled.
    ///
    /// - Parameter isAdmitted: whether what opened the line still opens it.
    func watch(
        _ line: any CallLine, _ connection: WebSocketConnection, isAdmitted: @Sendable () async throws -> Bool
    ) async {
        while true {
            do {
                try await Task.sleep(for: interval)
                guard try await !isAdmitted() else { continue }
                await line.turnAway()
                try await Task.sleep(for: goodbye)
                // A call whose log is gone has no last event that would close it.
                return connection.close(.unauthorized, reason: "The business takes no calls any more.")
            } catch is CancellationError {
                return
            } catch {
                // Who cannot be asked about now is not sent away.
            }
        }
    }
}
