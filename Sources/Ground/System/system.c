#define _GNU_SOURCE
#include "include/CSystem.h"

#include <errno.h>
#include <linux/futex.h>
#include <fcntl.h>
#include <linux/membarrier.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

void cohort_futex_wait(const void *word, uint32_t expected, int64_t timeoutNanoseconds) {
    struct timespec limit;
    struct timespec *timeout = NULL;
    if (timeoutNanoseconds >= 0) {
        limit.tv_sec = timeoutNanoseconds / 1000000000;
        limit.tv_nsec = timeoutNanoseconds % 1000000000;
        timeout = &limit;
    }
    int saved = errno;
    syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, expected, timeout, NULL, 0);
    errno = saved;
}

void cohort_futex_wake(const void *word, int32_t count) {
    int saved = errno;
    syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, count, NULL, NULL, 0);
    errno = saved;
}

int32_t cohort_pin_thread(int32_t processor) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(processor, &set);
    return sched_setaffinity(0, sizeof set, &set);
}

void cohort_fence_all_threads(void) {
    syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED, 0, 0);
    if (syscall(SYS_membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0) == 0) return;
    // A system without it: a processor keeps no store to itself for a thousandth of this.
    struct timespec time = {0, 10000000};
    nanosleep(&time, NULL);
}

static const uint64_t quitEnds = (uint64_t)1 << 32;
static int quitFile = -1;
static struct sigaction quitBefore;

static void quitAsked(int signal) {
    (void)signal;
    int saved = errno;
    uint64_t one = 1;
    ssize_t written = write(quitFile, &one, sizeof one);
    (void)written;
    errno = saved;
}

int32_t cohort_quit_begin(void) {
    // Kept for the next time: the handler may still run when nobody waits any more.
    if (quitFile < 0) quitFile = eventfd(0, EFD_CLOEXEC);
    if (quitFile < 0) return 0;
    struct sigaction action = {0};
    action.sa_handler = quitAsked;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    return sigaction(SIGQUIT, &action, &quitBefore) == 0;
}

int32_t cohort_quit_wait(void) {
    uint64_t asked = 0;
    while (read(quitFile, &asked, sizeof asked) != sizeof asked) {}
    return asked < quitEnds;
}

void cohort_quit_end(void) {
    sigaction(SIGQUIT, &quitBefore, NULL);
    ssize_t written = write(quitFile, &quitEnds, sizeof quitEnds);
    (void)written;
}

void cohort_yield(void) { sched_yield(); }

uint64_t cohort_process_cpu_nanoseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

uint64_t cohort_monotonic_nanoseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

void *cohort_reserve_memory(size_t byteCount) {
    void *base = mmap(NULL, byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (base == MAP_FAILED) return NULL;
    if (byteCount >= (size_t)1 << 21) madvise(base, byteCount, MADV_HUGEPAGE);
    return base;
}

void cohort_release_memory(void *base, size_t byteCount) { munmap(base, byteCount); }

void *cohort_reserve_file(size_t byteCount) {
    const char *directory = getenv("TMPDIR");
    char path[4096];
    int length = snprintf(path, sizeof path, "%s/cohort-XXXXXX", directory && *directory ? directory : "/var/tmp");
    if (length < 0 || (size_t)length >= sizeof path) return NULL;
    int file = mkostemp(path, O_CLOEXEC);
    if (file < 0) return NULL;
    unlink(path);
    void *base = MAP_FAILED;
    // Room on the disk now, rather than a signal at the first store that finds none.
    if (posix_fallocate(file, 0, (off_t)byteCount) == 0) {
        base = mmap(NULL, byteCount, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    }
    close(file);
    return base == MAP_FAILED ? NULL : base;
}

static _Thread_local struct cohort_thread_words words;

// Never inlined: a body may move to another thread at any suspension, so the address must be fetched anew.
__attribute__((noinline)) struct cohort_thread_words *cohort_thread_words_get(void) { return &words; }

int32_t cohort_simulations = 0;
void cohort_simulations_add(int32_t change) { __atomic_fetch_add(&cohort_simulations, change, __ATOMIC_SEQ_CST); }
