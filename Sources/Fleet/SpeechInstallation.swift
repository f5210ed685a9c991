import Foundation
import Subprocess
import SystemPackage

/// Where the local speech server's packages are, or would be.
public enum SpeechInstallation {
    /// Paths are short.
    private static let longestAnswer = 4096

    /// Asks the installer, which alone knows the rule: the folder's name holds a hash of what is required.
    ///
    /// - Parameter installer: path of `install.sh`, beside the server's program.
    /// - Returns: the interpreter's path, installed or not; nil when there is no installer to ask.
    public static func interpreter(installer: String) async -> String? {
        guard FileManager.default.isExecutableFile(atPath: installer) else { return nil }
        do {
            let answer = try await Subprocess.run(
                .path(FilePath(installer)), arguments: ["--where"], output: .string(limit: longestAnswer), error: .discarded)
            return answer.standardOutput.trimmingCharacters(in: .whitespacesAndNewlines)
        } catch {
            return nil
        }
    }
}
