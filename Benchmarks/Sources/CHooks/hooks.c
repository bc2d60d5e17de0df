#define _GNU_SOURCE
#include "include/CHooks.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>

// Relaxed everywhere: these are only numbers, read when the work is over.

static atomic_int isCounting;
static atomic_ullong allocations, objects, retains, releases;

static inline void count(atomic_ullong *word) {
    if (atomic_load_explicit(&isCounting, memory_order_relaxed)) atomic_fetch_add_explicit(word, 1, memory_order_relaxed);
}

// The allocator: an executable's own functions come before those of its libraries.

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);
extern void __libc_free(void *);

void *malloc(size_t size) {
    count(&allocations);
    return __libc_malloc(size);
}

void *calloc(size_t elements, size_t size) {
    count(&allocations);
    return __libc_calloc(elements, size);
}

void *realloc(void *old, size_t size) {
    count(&allocations);
    return __libc_realloc(old, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
    count(&allocations);
    return __libc_memalign(alignment, size);
}

void *memalign(size_t alignment, size_t size) {
    count(&allocations);
    return __libc_memalign(alignment, size);
}

int posix_memalign(void **result, size_t alignment, size_t size) {
    count(&allocations);
    if (alignment < sizeof(void *) || (alignment & (alignment - 1)) != 0) return EINVAL;
    void *memory = __libc_memalign(alignment, size);
    if (!memory) return ENOMEM;
    *result = memory;
    return 0;
}

void free(void *memory) { __libc_free(memory); }

// The Swift runtime: the same trick. Its own hooks are of no use, since they are handed pointers whose marks have been wiped off, and
// so take immortal strings for objects. Calls within the runtime's library itself are not seen.

#define FORWARD(result, name, parameters, arguments, word)                      \
    result name parameters {                                                    \
        static _Atomic(result(*) parameters) next;                              \
        result(*original) parameters = atomic_load(&next);                      \
        if (!original) {                                                        \
            original = (result(*) parameters)dlsym(RTLD_NEXT, #name);           \
            atomic_store(&next, original);                                      \
        }                                                                       \
        count(word);                                                            \
        return original arguments;                                              \
    }

FORWARD(void *, swift_allocObject, (const void *type, size_t size, size_t mask), (type, size, mask), &objects)
FORWARD(void *, swift_retain, (void *object), (object), &retains)
FORWARD(void *, swift_retain_n, (void *object, uint32_t times), (object, times), &retains)
FORWARD(void *, swift_bridgeObjectRetain, (void *object), (object), &retains)
FORWARD(void, swift_release, (void *object), (object), &releases)
FORWARD(void, swift_release_n, (void *object, uint32_t times), (object, times), &releases)
FORWARD(void, swift_bridgeObjectRelease, (void *object), (object), &releases)

void hooks_start(void) {
    atomic_store(&allocations, 0);
    atomic_store(&objects, 0);
    atomic_store(&retains, 0);
    atomic_store(&releases, 0);
    atomic_store(&isCounting, 1);
}

struct hook_counts hooks_stop(void) {
    atomic_store(&isCounting, 0);
    return (struct hook_counts){allocations, objects, retains, releases};
}
