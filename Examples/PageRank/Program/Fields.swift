import Cohort

/// What a page carries.
@FieldSpace
struct Page {
    /// Its incoming links, from the first to before the end.
    var firstLink: Int
    var endLink: Int
    /// How many links leave it.
    var degree: Int32
    /// The page with incoming links that it goes with.
    var home: Int
}

/// What a link carries.
@FieldSpace
struct Link {
    var source: Int32
    /// A pointer to a page.
    var destination: Int
}

/// One piece's links.
@FieldSpace
struct Cut {
    var links: Rect<1>
}

/// A page's score; the scores of two iterations are two regions.
@FieldSpace
struct Score {
    var value: Float
}
