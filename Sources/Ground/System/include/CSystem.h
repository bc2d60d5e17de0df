// The few calls of the operating system that Swift cannot make itself: futex words, processor pinning, and a
// thread-local word that costs one load.
#ifndef COHORT_CSYSTEM_H
#define COHORT_CSYSTEM_H

#include <stdint.h>
#include <stddef.h>

/// Sleeps while `*word == expected`, at most `timeoutNanoseconds` (negative: without limit). May wake spuriously.
void cohort_futex_wait(const void *word, uint32_t expected, int64_t timeoutNanoseconds);
/// Wakes at most `count` sleepers on `word`.
void cohort_futex_wake(const void *word, int32_t count);
/// Pins the calling thread to one logical processor; 0 when the system agreed.
int32_t cohort_pin_thread(int32_t processor);
/// Returns when every thread of the process has seen all that the caller has written.
void cohort_fence_all_threads(void);
/// From now on SIGQUIT lets `cohort_quit_wait` return, instead of ending the process; 0 when the system refuses.
int32_t cohort_quit_begin(void);
/// Waits for SIGQUIT; 0 as soon as `cohort_quit_end` was called.
int32_t cohort_quit_wait(void);
/// SIGQUIT does again what it did before.
void cohort_quit_end(void);
/// Gives up the rest of the time slice.
void cohort_yield(void);
/// Nanoseconds of processor time used by this process, user and system together.
uint64_t cohort_process_cpu_nanoseconds(void);
/// Nanoseconds of a monotonic clock.
uint64_t cohort_monotonic_nanoseconds(void);
/// Reserves `byteCount` zeroed bytes, page by page on first touch; NULL when the system refuses.
void *cohort_reserve_memory(size_t byteCount);
/// Gives back what `cohort_reserve_memory` returned.
void cohort_release_memory(void *base, size_t byteCount);
/// Reserves `byteCount` zeroed bytes in a file of the system's directory for temporary files (`TMPDIR`, else `/var/tmp`) that has no
/// name and goes with the memory; NULL when the system refuses. Given back like other memory.
void *cohort_reserve_file(size_t byteCount);

/// The words each thread of ours carries: the context whose code it runs, the frame of the leaf task it runs, its worker, where
/// threads take turns, what it is there, and, where a run is logged, the block of the log that is its own.
struct cohort_thread_words { void *context; void *frame; void *worker; void *simulated; void *log_block; };
struct cohort_thread_words *cohort_thread_words_get(void);

/// How many runs there are in the process whose threads take turns.
extern int32_t cohort_simulations;
void cohort_simulations_add(int32_t change);
/// True when there are any: a load.
__attribute__((always_inline)) static inline _Bool cohort_simulates(void) { return __atomic_load_n(&cohort_simulations, __ATOMIC_RELAXED) != 0; }

/// Tells the processor that this is a spin loop.
// Asks for the line of memory at an address, which need not be one, to be read and written soon.
__attribute__((always_inline)) static inline void cohort_prefetch(const void * _Nonnull address) {
    __builtin_prefetch(address, 1, 3);
}

__attribute__((always_inline)) static inline void cohort_spin_hint(void) {
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

#endif
