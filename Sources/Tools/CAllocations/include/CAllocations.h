// Counts the heap allocations of the whole process, for measuring.
#ifndef COHORT_CALLOCATIONS_H
#define COHORT_CALLOCATIONS_H

#include <stdint.h>

/// Starts or stops counting; off at first, and then an allocation costs one load more than without this file.
void cohort_count_allocations(int32_t isOn);
/// Allocations so far while counting, by any thread.
uint64_t cohort_allocation_count(void);
/// False where the allocator cannot be wrapped, as under a sanitizer; then the count stays 0.
int32_t cohort_can_count_allocations(void);

#endif
