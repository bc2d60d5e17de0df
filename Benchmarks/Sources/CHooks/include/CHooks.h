// Counts what the process asks of the heap and of the Swift runtime.
#ifndef BENCHMARKS_CHOOKS_H
#define BENCHMARKS_CHOOKS_H

#include <stdint.h>

/// Counts since the start of counting.
struct hook_counts {
    /// Blocks asked of the allocator, by anybody.
    uint64_t allocations;
    /// Objects made by our code and what is linked into it; their blocks are among the allocations.
    uint64_t objects;
    /// Retains and releases by our code; one of several counts at once is one.
    uint64_t retains;
    uint64_t releases;
};

/// Sets the counts to zero and starts counting.
void hooks_start(void);
/// Stops counting, and says what was counted.
struct hook_counts hooks_stop(void);

#endif
