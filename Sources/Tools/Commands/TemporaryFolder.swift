import Glibc

/// Calls `body` with the path of a new folder. It and the files in it are gone afterwards.
func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = try makeFolder()
    defer { remove(folder: folder) }
    return try body(folder)
}

/// The same for what takes a while.
func withTemporaryFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    let folder = try makeFolder()
    defer { remove(folder: folder) }
    return try await body(folder)
}

private func makeFolder() throws -> String {
    var path = Array("/tmp/cohort-XXXXXX".utf8CString)
    guard let name = mkdtemp(&path) else { throw TextFile.Failure(description: "no temporary folder can be made in /tmp") }
    return String(cString: name)
}

private func remove(folder: String) {
    guard let directory = opendir(folder) else { return }
    while let entry = readdir(directory) {
        // SAFETY: the name ends with a zero inside of the entry, which stays until the next one is asked for.
        let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        // The folder itself and the one above are listed as well; they are no files, so they stay.
        unlink("\(folder)/\(name)")
    }
    closedir(directory)
    rmdir(folder)
}
