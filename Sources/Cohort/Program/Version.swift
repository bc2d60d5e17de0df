/// The version of the library; every program of ours prints it.
public let cohortVersion = "0.1.0"
