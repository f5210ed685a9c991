extension WebSocketConnection {
    /// Waits for what the peer has to say, and closes the connection when it takes too long: then nothing comes any more.
    func closing<Word>(
        after patience: Duration, _ code: WebSocketCloseCode, reason: String, _ word: () async -> Word
    ) async -> Word {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                do { try await Task.sleep(for: patience) } catch { return }
                self.close(code, reason: reason)
            }
            defer { group.cancelAll() }
            return await word()
        }
    }
}
