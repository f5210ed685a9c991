import Storage

extension TenantTransaction {
    /// The next number of a series that has no gaps: orders, tickets, positions in the feed.
    ///
    /// The counter's row is locked until the transaction ends, so numbers appear in the order of commits.
    func next(_ series: String, startingAt first: Int = 1, count: Int = 1) throws -> Int {
        let row = try row(
            """
            INSERT INTO counter (name, value) VALUES (\(series), \(first + count - 1))
            ON CONFLICT (business_id, name) DO UPDATE SET value = counter.value + \(count)
            RETURNING value
            """)
        guard let last: Int = try row?.get("value") else { throw StorageError.rejected("a counter returned no value") }
        return last - count + 1
    }
}
