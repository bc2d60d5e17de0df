#ifndef COHORT_AFFINITY_H
#define COHORT_AFFINITY_H

#include <stddef.h>

/// Writes the mask of processors on which the process's first thread may run: bit p % 64 of word p / 64 for processor p.
/// Returns 0, or an error number: EINVAL when the mask is too short for this kernel, ENOSYS where masks are unknown.
int cohort_process_affinity(unsigned long *mask, size_t byte_count);

#endif
