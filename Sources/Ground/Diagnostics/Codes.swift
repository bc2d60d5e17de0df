// Every code there is, in one list. Each has a page in `Documentation/Errors`, whose README says how to add one; soundness and the
// tests hold codes and pages together.

extension CohortError.Code {
    // Geometry
    /// A coordinate, volume or product left the range of `Int`.
    public static let geometryOverflow = Self(rawValue: "geometry.overflow")
    /// Two domains of different dimension met.
    public static let geometryDimension = Self(rawValue: "geometry.dimension-mismatch")

    // Machine
    /// A flag, or a word in the description of a machine, that means nothing.
    public static let machineSetting = Self(rawValue: "machine.unknown-setting")
    /// A value without its unit, out of range, or unreadable.
    public static let machineValue = Self(rawValue: "machine.bad-value")
    /// The description of a machine that cannot be read.
    public static let machineFile = Self(rawValue: "machine.file")
    /// A machine that contradicts itself.
    public static let machineImpossible = Self(rawValue: "machine.impossible")

    // Data
    /// Use of a region that was destroyed earlier in program order.
    public static let useAfterDestroy = Self(rawValue: "region.use-after-destroy")
    /// Ending a region that another task owns.
    public static let notOwned = Self(rawValue: "region.not-owned")
    /// No memory for an instance.
    public static let outOfMemory = Self(rawValue: "instance.out-of-memory")

    // Mapping
    /// A mapper that answers for another number of requirements than it was asked about.
    public static let mappingRequirements = Self(rawValue: "mapping.requirements")
    /// A mapper that names a memory which the machine does not have.
    public static let mappingMemory = Self(rawValue: "mapping.memory")
    /// A mapper that chooses a processor which is not there or cannot run the task.
    public static let mappingProcessor = Self(rawValue: "mapping.processor")
    /// A mapper whose slices do not have each point once.
    public static let mappingSlices = Self(rawValue: "mapping.slices")
    /// A mapper that names an instance which is not there.
    public static let mappingInstance = Self(rawValue: "mapping.instance")
    /// A mapper that puts data elsewhere which tasks share.
    public static let mappingShared = Self(rawValue: "mapping.shared")
    /// A mapper that puts two tasks on one processor which must run at the same time.
    public static let mappingConcurrent = Self(rawValue: "mapping.concurrent")
    /// A mapper that ranks an instance which it was not offered as a source.
    public static let mappingSource = Self(rawValue: "mapping.source")
    /// A number that a program asks for and nobody knows.
    public static let unknownTunable = Self(rawValue: "mapping.unknown-tunable")
    /// A mapper that asks for a layout which cannot be.
    public static let mappingLayout = Self(rawValue: "mapping.layout")
    /// Rules for mapping that cannot be understood, or followed on this machine.
    public static let mappingRules = Self(rawValue: "mapping.rules")
    /// Recorded decisions that cannot be read or written, or do not fit the program that they are to be repeated for.
    public static let mappingDecisions = Self(rawValue: "mapping.decisions")
    /// A mapper that does not answer.
    public static let mappingRefused = Self(rawValue: "mapping.refused")
    /// A mapper that chooses a body which is not there or does not run on the processor.
    public static let mappingVariant = Self(rawValue: "mapping.variant")
    /// A mapper leaves all ready tasks while nothing runs.
    public static let mappingNothingSelected = Self(rawValue: "mapping.nothing-selected")
    /// A mapper permits tasks to be stolen that it was not asked about.
    public static let mappingStealing = Self(rawValue: "mapping.stealing")
    /// A mapper puts back what cannot wait.
    public static let mappingPutBack = Self(rawValue: "mapping.put-back")
    /// A mapper waits for an event that nobody can trigger.
    public static let mappingEvent = Self(rawValue: "mapping.event")
    /// A mapper gives a task too small a window of operations.
    public static let mappingWindow = Self(rawValue: "mapping.window")
    /// Reading or reducing data that nobody has written.
    public static let uninitialized = Self(rawValue: "region.uninitialized-field")

    /// A field that the region does not have.
    public static let unknownField = Self(rawValue: "region.unknown-field")
    /// A field that was freed earlier in program order.
    public static let freedField = Self(rawValue: "region.freed-field")
    /// A field added under a name that means one already.
    public static let fieldTaken = Self(rawValue: "region.field-taken")
    /// A field used with another element type than its own.
    public static let fieldType = Self(rawValue: "region.field-type")
    /// Another number of values than points.
    public static let valueCount = Self(rawValue: "region.value-count")
    /// An annotation under a key that has one already.
    public static let annotationTaken = Self(rawValue: "region.annotation-taken")
    /// A colour that the partition does not have.
    public static let unknownColor = Self(rawValue: "partition.unknown-color")
    /// A number of colours, weights or sizes that makes no partition.
    public static let invalidColors = Self(rawValue: "partition.invalid-colors")
    /// A piece given with points outside the region.
    public static let pieceOutside = Self(rawValue: "partition.piece-outside")
    /// A checked pointer that leaves the region it should point into.
    public static let pointerOutside = Self(rawValue: "partition.pointer-outside")
    /// Partitions or regions of different index spaces together.
    public static let foreignSpace = Self(rawValue: "partition.foreign-space")

    /// A colour of a pending partition that was filled before.
    public static let colorFilled = Self(rawValue: "partition.color-filled")
    /// A pending partition asked for before all its colours are filled.
    public static let colorUnfilled = Self(rawValue: "partition.color-unfilled")

    // Copies
    /// A copy over points that its source or its pointers do not have.
    public static let copyPoints = Self(rawValue: "copy.missing-points")
    /// A pointer of a gather or scatter that leaves what it points into.
    public static let copyPointer = Self(rawValue: "copy.pointer-outside")
    /// Fields of different size, copied by name.
    public static let copySize = Self(rawValue: "copy.element-size")
    /// Fields of different type, copied by name, whose elements are more than their bits.
    public static let copyType = Self(rawValue: "copy.element-type")
    /// Lists of fields that do not pair up.
    public static let copyFields = Self(rawValue: "copy.field-lists")

    // Data outside
    /// An array or file with fewer bytes than a region's fields take.
    public static let attachSize = Self(rawValue: "attach.too-small")
    /// Strides that do not give each point an element of its own.
    public static let attachLayout = Self(rawValue: "attach.layout")
    /// Bytes attached to a field whose elements are more than their bits.
    public static let attachType = Self(rawValue: "attach.element-type")
    /// A file that does not hold the serialized elements of the fields that it is attached to.
    public static let attachContents = Self(rawValue: "attach.contents")
    /// An array attached to data that belong to another array.
    public static let attachTwice = Self(rawValue: "attach.twice")
    /// An array attached to a region whose data the task itself uses.
    public static let attachMapped = Self(rawValue: "attach.mapped")
    /// A file that cannot be opened, made, mapped or written.
    public static let attachFile = Self(rawValue: "attach.file")
    /// An attachment detached a second time.
    public static let attachEnded = Self(rawValue: "attach.ended")
    /// Simultaneous use of data that are copied to an array after each task.
    public static let attachCoherence = Self(rawValue: "attach.coherence")
    /// Data acquired that are acquired already.
    public static let acquireTwice = Self(rawValue: "acquire.twice")
    /// Data acquired or released together with others that do not belong to them.
    public static let acquirePartial = Self(rawValue: "acquire.partial")
    /// Data released that were not acquired.
    public static let releaseUnacquired = Self(rawValue: "release.not-acquired")

    // Outputs
    /// An output with another number of elements than points.
    public static let outputCount = Self(rawValue: "output.element-count")
    /// Outputs of one launch that do not fit together.
    public static let outputMisaligned = Self(rawValue: "output.misaligned")

    // Launch
    /// Tasks or regions outside a running program.
    public static let noContext = Self(rawValue: "launch.no-context")
    /// A symbolic point outside `forEach`.
    public static let projectionOutside = Self(rawValue: "launch.projection-outside")
    /// A projection that leaves the colours.
    public static let projectionBounds = Self(rawValue: "launch.projection-bounds")
    /// A task asks for more than its parent holds.
    public static let missingPrivilege = Self(rawValue: "launch.missing-privilege")
    /// Two points of one launch share data that one of them changes.
    public static let pointsInterfere = Self(rawValue: "launch.points-interfere")
    /// Two arguments of one task share data that one of them changes.
    public static let argumentsInterfere = Self(rawValue: "launch.arguments-interfere")
    /// Partitions with different colours in one launch.
    public static let launchDomains = Self(rawValue: "launch.different-colors")
    /// A map of values with another number of points than the launch.
    public static let argumentCount = Self(rawValue: "launch.argument-count")

    /// More tasks that must run at the same time than workers.
    public static let tooManyConcurrent = Self(rawValue: "launch.too-many-concurrent")
    /// Tasks of a must-epoch that something orders.
    public static let epochOrder = Self(rawValue: "launch.epoch-order")
    /// A task that waits for what another one holds that waits for it.
    public static let deadlock = Self(rawValue: "launch.deadlock")
    /// A must-epoch within another.
    public static let nestedEpoch = Self(rawValue: "launch.nested-epoch")
    /// A repetition of a trace that launches something else than the first.
    public static let traceDiffers = Self(rawValue: "trace.differs")
    /// A task with a result under a condition, without a value for the case that it does not run.
    public static let noSubstitute = Self(rawValue: "launch.no-substitute")
    /// A barrier among points that not all can come to.
    public static let pointBarrier = Self(rawValue: "task.point-barrier")
    /// A wait for a barrier that nothing can end any more.
    public static let barrierStalled = Self(rawValue: "barrier.stalled")
    /// An arrival at a generation that has all its arrivals.
    public static let barrierOverrun = Self(rawValue: "barrier.too-many-arrivals")

    // Execution
    /// A leaf task that launches.
    public static let leafViolation = Self(rawValue: "task.leaf-violation")
    /// A point outside a field's domain.
    public static let outOfBounds = Self(rawValue: "access.out-of-bounds")
    /// A future without a value, awaited elsewhere.
    public static let foreignFuture = Self(rawValue: "future.foreign")
    /// A task that awaits what waits for it.
    public static let futureCycle = Self(rawValue: "future.cycle")
    /// A point that a future map does not have.
    public static let unknownPoint = Self(rawValue: "future.unknown-point")
    /// A file that a run reads or writes, and cannot.
    public static let runFile = Self(rawValue: "run.file")
    /// A task that was to overwrite data and left some unwritten.
    public static let unwritten = Self(rawValue: "task.unwritten-points")
    /// A program whose results depend on how it is run.
    public static let checkDifference = Self(rawValue: "check.difference")
    /// A task's body threw an error.
    public static let taskFailed = Self(rawValue: "task.failed")
}

extension CohortError.Code: CaseIterable {
    /// All codes, in the order of the parts of the system.
    public static let allCases: [CohortError.Code] = [
        .geometryOverflow, .geometryDimension, .machineSetting, .machineValue, .machineFile, .machineImpossible, .useAfterDestroy,
        .notOwned, .outOfMemory, .uninitialized,
        .unknownField, .freedField, .fieldTaken, .fieldType, .valueCount, .annotationTaken, .unknownColor, .invalidColors,
        .pieceOutside, .pointerOutside, .foreignSpace, .colorFilled, .colorUnfilled,
        .copyPoints, .copyPointer, .copySize, .copyType, .copyFields,
        .attachSize, .attachLayout, .attachType, .attachContents, .attachTwice, .attachMapped, .attachFile, .attachEnded,
        .attachCoherence,
        .acquireTwice, .acquirePartial, .releaseUnacquired, .outputCount, .outputMisaligned, .noContext,
        .projectionOutside, .projectionBounds, .missingPrivilege, .pointsInterfere, .argumentsInterfere, .launchDomains,
        .argumentCount, .tooManyConcurrent, .epochOrder, .mappingRequirements, .mappingMemory, .mappingLayout, .mappingVariant,
        .mappingProcessor, .mappingSlices, .mappingInstance, .mappingShared, .mappingConcurrent,
        .mappingSource, .unknownTunable, .mappingRules, .mappingDecisions, .mappingRefused,
        .mappingNothingSelected, .mappingStealing, .mappingPutBack, .mappingEvent, .mappingWindow, .deadlock, .nestedEpoch,
        .noSubstitute, .traceDiffers,
        .pointBarrier, .barrierStalled, .barrierOverrun,
        .leafViolation,
        .outOfBounds, .foreignFuture, .futureCycle, .unknownPoint, .runFile, .unwritten, .checkDifference, .taskFailed,
    ]
}
