// One import gives a program everything it names: points and domains, errors, options.
@_exported import CohortDiagnostics
@_exported import CohortGeometry
@_exported import CohortLife
@_exported import CohortData
