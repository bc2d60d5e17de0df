import CohortCommands
import Glibc

@main struct Main {
    static func main() async { exit(await CohortTool.run(Array(CommandLine.arguments.dropFirst()))) }
}
