/// What people call places that have a longer name.
extension English {
    static let placeNicknames: [String: [String]] = [
        "san francisco": ["SF", "SFO", "San Fran", "Frisco"], "los angeles": ["LA", "L.A."], "new york": ["NYC", "NY", "New York City"],
        "las vegas": ["Vegas"], "philadelphia": ["Philly"], "washington": ["DC", "Washington DC"], "new orleans": ["NOLA"],
        "san diego": ["SD"], "san jose": ["SJ"], "salt lake city": ["SLC"], "atlanta": ["ATL"],
    ]
}
