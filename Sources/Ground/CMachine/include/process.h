#ifndef COHORT_PROCESS_H
#define COHORT_PROCESS_H

#include <stddef.h>

/// Writes the mask of processors on which the process's first thread may run: bit p % 64 of word p / 64 for processor p.
/// Returns 0, or an error number: EINVAL when the mask is too short for this kernel, ENOSYS where masks are unknown.
int cohort_process_affinity(unsigned long *mask, size_t byte_count);

/// The process's variables, each `NAME=VALUE`; the list ends with a null pointer. Swift does not let its code read the C library's
/// variable, since anybody may change it.
char **cohort_environment(void);

#endif
