import Foundation

/// Whether a sanitizer watches the tests, which makes everything ten to a hundred times slower.
public let isSanitized = ProcessInfo.processInfo.environment["COHORT_SANITIZER"] != nil

/// The amount of work of a test: less under a sanitizer, which needs each kind of access once, not often.
public func amount<Work>(_ all: Work, sanitized few: Work) -> Work { isSanitized ? few : all }
