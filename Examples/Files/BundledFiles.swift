import Glibc

/// Files that come with an example.
public enum BundledFiles {
    /// The folder of a target's resources: beside the executable, where the package manager copies it, or else in the source
    /// tree; nil if it is in neither.
    ///
    /// (`Bundle.module` would end the process if it found neither, and needs Foundation.)
    ///
    /// - Parameters:
    ///   - name: the folder's name in the manifest.
    ///   - target: the target that has the resource.
    ///   - sourceFolder: where the folder is in the source tree, seen from `file`'s folder.
    public static func folder(_ name: String, of target: String, at sourceFolder: String, file: String = #filePath) -> String? {
        var candidates: [String] = []
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        if readlink("/proc/self/exe", &buffer, Int(PATH_MAX)) > 0 {
            let executable = buffer.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
            candidates.append(Files.path("cohort_\(target).resources/\(name)", beside: executable))
        }
        candidates.append(Files.path(sourceFolder, beside: file))
        return candidates.first { access($0, R_OK | X_OK) == 0 }
    }
}
