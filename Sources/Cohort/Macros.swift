import CohortMachineModel

// The attributes that programs are written with; the plug-in `CohortMacros` expands them.

/// Makes every stored property of a struct a field of regions over it.
///
///     @FieldSpace struct Vec { var x: Float; var y: Float }
///
/// Every stored property needs a written type, bitwise copyable or a `FieldElement`. Computed and static properties are no fields. A struct
/// without stored properties is a field space without fields.
///
/// - SeeAlso: `FieldSpace` for the form without macros; Legion's `create_field_space`.
@attached(extension, conformances: FieldSpace, names: named(fields))
public macro FieldSpace() = #externalMacro(module: "CohortMacros", type: "FieldSpaceMacro")

/// Makes a function a task: it keeps its ordinary form, and gains overloads that launch it.
///
///     @Task func saxpy(_ x: borrowing Field<Float, 1>, _ y: inout Field<Float, 1>, a: Float) { … }
///
///     saxpy(v.x, &v.y, a: 2)               // one task: Future
///     saxpy(blocks.x, &blocks.y, a: 2)     // one task for each colour: FutureMap
///     saxpy(v.x, &v.y, a: dot(v.x, v.y))   // a future for a value: ordered after it
///
/// Parameters are:
/// - **accessors**, whose form is the privilege: `borrowing Field` reads, `inout Field` reads and writes, `inout Discard`
///   overwrites, `inout Write` writes some points, `inout Reduce` folds, `borrowing NoAccess` only names;
/// - **access structs** (see `Access`), `borrowing` or `inout`: launched with a region or partition, without `&`;
/// - **values**: of any bitwise copyable type in a synchronous task, of any type in an `async` one.
///
/// Accessor types are recognised by name, so write them out, not through a type alias. A synchronous task is a leaf and
/// cannot launch; an `async` task can. A task of which no parameter is an accessor has the same arguments launched and
/// called: where either result fits, it is called. `let n: Future<Int> = count(3)` launches, and so does `launch { count(3) }`;
/// `let n = count(3)` calls; and `count(over: domain, 3)` launches one for each point.
///
/// A trait says more of a task, and the compiler holds it to that: `@Task(.inner)`; see `TaskTrait`. It goes by names and looks at
/// the task's own body: what a function does that the body calls, or a global variable holds, the trait promises for you. A synchronous
/// task in whose body all is plainly computation, on its parameters and the usual functions, is marked without a trait.
///
/// - Attention: The function must be global or static, and not generic. Tasks of one scope have different names.
/// - SeeAlso: Legion's `TaskLauncher` and `IndexTaskLauncher`.
@attached(peer, names: overloaded, prefixed(__task_))
public macro Task(_ traits: TaskTrait...) = #externalMacro(module: "CohortMacros", type: "TaskMacro")

/// What a task is declared to be, beyond its signature.
public enum TaskTrait {
    /// It launches nothing. Every synchronous task is a leaf; the trait refuses `async`.
    case leaf
    /// It touches no data itself, but passes all on to tasks that it launches; so no instance is made for it. All that its body may do
    /// with an accessor is `accessor.region`.
    ///
    /// - SeeAlso: Legion's inner variants and virtual mappings.
    case inner
    /// Running it again, wholly or after it was interrupted, leaves what one run leaves: it reads fields, overwrites others, and does
    /// nothing else that stays. A checkpoint can then run it once more.
    ///
    /// Does not compile with a field that is read and written, or reduced; nor with what has an effect outside, is random, asks for the
    /// time or how far others are, arrives at barriers, or acquires, attaches or destroys data.
    ///
    /// - SeeAlso: Legion's idempotent variants.
    case idempotent
    /// It does the same in every process that runs it, so that each can run it for itself.
    ///
    /// Does not compile with what is random, asks for the time or how far others are, depends on the process or its surroundings, or
    /// goes through a set or a dictionary in their order, which varies between processes.
    ///
    /// - SeeAlso: Legion's replicable variants, and control replication.
    case replicable
    /// A further body, made by `@Variant`, for processors of a kind or for other layouts.
    ///
    ///     @Task(.variant(stencilOnDevice, for: .gpu))
    ///     func stencil(_ old: borrowing Field<Float, 2>, _ new: inout Discard<Float, 2>) { … }
    ///
    ///     @Variant
    ///     func stencilOnDevice(_ old: borrowing StridedField<Float, 2>, _ new: inout StridedDiscard<Float, 2>) { … }
    ///
    /// It has the task's parameters, save that accessors may be strided where the task's are not, or the other way round, and it computes
    /// the same. In a runtime with a mapper that chooses which body runs; by default the one for the kind of the processor, and of several
    /// the one named last. Without a mapper the task's own body runs. What marks a task has must be declared then.
    ///
    /// - SeeAlso: Legion's task variants.
    case variant(Any, for: MachineModel.Processor.Kind)
}

/// Makes a function a further body of tasks, which name it in their attribute. It stays an ordinary function, and launches nothing.
///
/// - Attention: The function must be global or static, synchronous and not generic. See `TaskTrait.variant(_:for:)`.
@attached(peer, names: prefixed(__task_), prefixed(__variant_))
public macro Variant() = #externalMacro(module: "CohortMacros", type: "VariantMacro")

/// Makes a noncopyable struct of accessors one parameter of a task, for tasks with many fields of one region.
///
///     @Access(Zone.self) struct PressureAccess: ~Copyable {
///         let density: Field<Double, 1>            // let: reads
///         var energy: Field<Double, 1>             // var: reads and writes
///         var force: Reduce<Sum<Double>, 1>
///     }
///     @Task func relax(_ zones: inout PressureAccess) { … }
///     relax(zones[3])
///
/// Each property has the name of a stored property of `space` and its element type; all have the same dimension.
///
/// - Parameter space: the field space of the regions that tasks with this parameter take.
@attached(
    member, names: named(init), named(Key), named(Whole), named(Keys), named(columnCount), named(domain), named(require))
@attached(extension, conformances: AccessStruct)
public macro Access<Space: FieldSpace>(_ space: Space.Type) = #externalMacro(module: "CohortMacros", type: "AccessMacro")
