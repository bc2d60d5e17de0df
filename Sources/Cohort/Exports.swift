// One import gives a program everything it names: points and domains, errors, options, machines.
@_exported import CohortDiagnostics
@_exported import CohortGeometry
@_exported import CohortLife
@_exported import CohortMachineModel
@_exported import CohortData
