#include "include/CAllocations.h"

#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>

// The functions of an executable come before those of the libraries it uses, so these are the ones that everybody calls. The C
// library offers the originals under other names.

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define COHORT_SANITIZED 1
#endif
#endif

static atomic_int isCounting;
static atomic_ullong count;

void cohort_count_allocations(int32_t isOn) { atomic_store(&isCounting, isOn); }
uint64_t cohort_allocation_count(void) { return atomic_load(&count); }

#if defined(__GLIBC__) && !defined(COHORT_SANITIZED)

int32_t cohort_can_count_allocations(void) { return 1; }

static inline void note(void) {
    // Only numbers, published to nobody: the reader asks after the work is over.
    if (atomic_load_explicit(&isCounting, memory_order_relaxed)) atomic_fetch_add_explicit(&count, 1, memory_order_relaxed);
}

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);
extern void __libc_free(void *);

void *malloc(size_t size) {
    note();
    return __libc_malloc(size);
}

void *calloc(size_t elements, size_t size) {
    note();
    return __libc_calloc(elements, size);
}

void *realloc(void *old, size_t size) {
    note();
    return __libc_realloc(old, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
    note();
    return __libc_memalign(alignment, size);
}

void *memalign(size_t alignment, size_t size) {
    note();
    return __libc_memalign(alignment, size);
}

int posix_memalign(void **result, size_t alignment, size_t size) {
    note();
    if (alignment < sizeof(void *) || (alignment & (alignment - 1)) != 0) return EINVAL;
    void *memory = __libc_memalign(alignment, size);
    if (!memory) return ENOMEM;
    *result = memory;
    return 0;
}

void free(void *memory) { __libc_free(memory); }

#else

int32_t cohort_can_count_allocations(void) { return 0; }

#endif
