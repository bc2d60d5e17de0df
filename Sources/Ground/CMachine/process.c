// The C library declares its calls for affinity only where _GNU_SOURCE is set before its first header, which Swift's import of it
// does not do; hence the function for it here.
#define _GNU_SOURCE
#include "process.h"

#include <errno.h>

#ifdef __linux__
#include <sched.h>
#include <unistd.h>

int cohort_process_affinity(unsigned long *mask, size_t byte_count) {
    return sched_getaffinity(getpid(), byte_count, (cpu_set_t *)mask) == 0 ? 0 : errno;
}
#else
int cohort_process_affinity(unsigned long *mask, size_t byte_count) {
    (void)mask;
    (void)byte_count;
    return ENOSYS;
}
#endif

extern char **environ;

char **cohort_environment(void) {
    return environ;
}
