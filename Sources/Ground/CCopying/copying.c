#include "include/CCopying.h"
#include "transpose.h"

#include <string.h>

typedef uint32_t quad __attribute__((vector_size(16)));

/// Stores one cache line past the caches.
static inline void stream_line(void *target, const void *source) {
    quad *to = (quad *)target;
    for (int part = 0; part < 4; part++) {
        quad words;
        memcpy(&words, (const char *)source + 16 * part, 16);
        __builtin_nontemporal_store(words, to + part);
    }
}

/// Makes streamed lines visible in order with what follows, as ordinary stores are.
static inline void end_streams(void) {
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_sfence();
#endif
}

DEFINE_TRANSPOSE(uint8_t, 16)
DEFINE_TRANSPOSE(uint16_t, 8)
DEFINE_TRANSPOSE(uint32_t, 4)
DEFINE_TRANSPOSE(uint64_t, 2)

static void stream_bytes(char *target, const char *source, size_t byteCount) {
    size_t head = -(uintptr_t)target % 64;
    if (byteCount < head + 64) {
        memcpy(target, source, byteCount);
        return;
    }
    memcpy(target, source, head);
    size_t at = head;
    for (; at + 64 <= byteCount; at += 64) stream_line(target + at, source + at);
    memcpy(target + at, source + at, byteCount - at);
}

void cohort_copy_bytes(void *target, const void *source, size_t byteCount, int32_t large) {
    if (!large) {
        memcpy(target, source, byteCount);
        return;
    }
    stream_bytes(target, source, byteCount);
    end_streams();
}

/// Few fields beside each other on one side, each in a column of its own on the other: loops over constants, which the
/// compiler turns into shuffles.
#define DEFINE_FIELDS(WORD, COUNT)                                                                                             \
    static void split_##WORD##_##COUNT(char *restrict target, ptrdiff_t pitch, const WORD *restrict source, ptrdiff_t count) { \
        WORD *restrict columns[COUNT];                                                                                         \
        for (int field = 0; field < COUNT; field++) columns[field] = (WORD *)(target + field * pitch);                         \
        for (ptrdiff_t i = 0; i < count; i++)                                                                                  \
            for (int field = 0; field < COUNT; field++) columns[field][i] = source[i * COUNT + field];                         \
    }                                                                                                                          \
    static void join_##WORD##_##COUNT(WORD *restrict target, const char *restrict source, ptrdiff_t pitch, ptrdiff_t count) {  \
        const WORD *restrict columns[COUNT];                                                                                   \
        for (int field = 0; field < COUNT; field++) columns[field] = (const WORD *)(source + field * pitch);                   \
        for (ptrdiff_t i = 0; i < count; i++)                                                                                  \
            for (int field = 0; field < COUNT; field++) target[i * COUNT + field] = columns[field][i];                         \
    }

typedef uint32_t __attribute__((aligned(1), may_alias)) loose32;
typedef uint64_t __attribute__((aligned(1), may_alias)) loose64;
DEFINE_FIELDS(loose32, 2)
DEFINE_FIELDS(loose32, 3)
DEFINE_FIELDS(loose64, 2)
DEFINE_FIELDS(loose64, 3)

/// Elements of a constant size at any distances, in tiles so that the lines of both sides are used up while they are there.
#define DEFINE_ELEMENTS(WIDTH)                                                                                                 \
    static void elements_##WIDTH(                                                                                              \
        char *target, const char *source, struct cohort_copy_axis outer, struct cohort_copy_axis inner) {                      \
        for (ptrdiff_t i = 0; i < outer.extent; i++)                                                                           \
            for (ptrdiff_t j = 0; j < inner.extent; j++)                                                                       \
                memcpy(target + i * outer.target + j * inner.target, source + i * outer.source + j * inner.source, WIDTH);     \
    }
DEFINE_ELEMENTS(1)
DEFINE_ELEMENTS(2)
DEFINE_ELEMENTS(4)
DEFINE_ELEMENTS(8)
DEFINE_ELEMENTS(12)
DEFINE_ELEMENTS(16)
DEFINE_ELEMENTS(24)
DEFINE_ELEMENTS(32)

static void elements(
    char *target, const char *source, struct cohort_copy_axis outer, struct cohort_copy_axis inner, size_t width) {
    switch (width) {
    case 1: return elements_1(target, source, outer, inner);
    case 2: return elements_2(target, source, outer, inner);
    case 4: return elements_4(target, source, outer, inner);
    case 8: return elements_8(target, source, outer, inner);
    case 12: return elements_12(target, source, outer, inner);
    case 16: return elements_16(target, source, outer, inner);
    case 24: return elements_24(target, source, outer, inner);
    case 32: return elements_32(target, source, outer, inner);
    }
    for (ptrdiff_t i = 0; i < outer.extent; i++)
        for (ptrdiff_t j = 0; j < inner.extent; j++)
            memcpy(target + i * outer.target + j * inner.target, source + i * outer.source + j * inner.source, width);
}

static void tiled_elements(
    char *target, const char *source, struct cohort_copy_axis outer, struct cohort_copy_axis inner, size_t width) {
    enum { side = 16, length = 512 };
    ptrdiff_t tall = inner.extent <= side ? length : side, wide = outer.extent <= side ? length : side;
    for (ptrdiff_t i = 0; i < outer.extent; i += tall) {
        for (ptrdiff_t j = 0; j < inner.extent; j += wide) {
            struct cohort_copy_axis down = outer, along = inner;
            if ((down.extent -= i) > tall) down.extent = tall;
            if ((along.extent -= j) > wide) along.extent = wide;
            elements(
                target + i * outer.target + j * inner.target, source + i * outer.source + j * inner.source, down, along, width);
        }
    }
}

/// Asks for the bytes of a row that will be read soon: rows with gaps between them are too short for the processor to foresee.
static inline void ask_for(const char *source, size_t byteCount) {
    for (size_t at = 0; at < byteCount; at += 64) __builtin_prefetch(source + at);
}

typedef uint32_t half_line __attribute__((vector_size(32), aligned(1), may_alias));

static inline __attribute__((always_inline)) void copy_line(char *target, const char *source) {
    ((half_line *)target)[0] = ((const half_line *)source)[0];
    ((half_line *)target)[1] = ((const half_line *)source)[1];
}

/// Copies a row of at least 64 bytes, the second line of each pair first. In order, the same instruction reads at one distance
/// after the other, which processors take for a hint to read ahead: between caches that halves the speed.
static inline __attribute__((always_inline)) void copy_row(char *target, const char *source, size_t byteCount) {
    size_t pairs = byteCount & ~(size_t)127;
#pragma clang loop unroll(disable)
    for (size_t at = 0; at < pairs; at += 64) copy_line(target + (at ^ 64), source + (at ^ 64));
    if (byteCount & 64) copy_line(target + pairs, source + pairs);
    // The rest, with some of what is there already.
    if (byteCount & 63) copy_line(target + byteCount - 64, source + byteCount - 64);
}

static inline __attribute__((always_inline)) void near_rows(
    char *target, const char *source, struct cohort_copy_axis outer, struct cohort_copy_axis inner, size_t width) {
    for (ptrdiff_t i = 0; i < outer.extent; i++)
        for (ptrdiff_t j = 0; j < inner.extent; j++)
            copy_row(target + i * outer.target + j * inner.target, source + i * outer.source + j * inner.source, width);
}

#if defined(__x86_64__)
/// The same with registers of half a line.
static __attribute__((target("avx2"))) void near_rows_avx2(
    char *target, const char *source, struct cohort_copy_axis outer, struct cohort_copy_axis inner, size_t width) {
    near_rows(target, source, outer, inner, width);
}
#endif

static void far_rows(
    char *target, const char *source, struct cohort_copy_axis outer, struct cohort_copy_axis inner, size_t width) {
    ptrdiff_t ahead = 1 + (ptrdiff_t)(1024 / width);
    for (ptrdiff_t i = 0; i < outer.extent; i++) {
        for (ptrdiff_t j = 0; j < inner.extent; j++) {
            char *to = target + i * outer.target + j * inner.target;
            const char *from = source + i * outer.source + j * inner.source;
            if (j + ahead < inner.extent) ask_for(from + ahead * inner.source, width);
            // Short rows have few whole lines to stream.
            if (width >= 256) stream_bytes(to, from, width);
            else memcpy(to, from, width);
        }
    }
}

static void rows(
    char *target, const char *source, struct cohort_copy_axis outer, struct cohort_copy_axis inner, size_t width, int32_t large) {
    if (large) return far_rows(target, source, outer, inner, width);
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) return near_rows_avx2(target, source, outer, inner, width);
#endif
    near_rows(target, source, outer, inner, width);
}

static int split(char *target, const char *source, ptrdiff_t pitch, ptrdiff_t fields, ptrdiff_t count, size_t width) {
    switch (64 * fields + (ptrdiff_t)width) {
    case 2 * 64 + 4: return split_loose32_2(target, pitch, (const loose32 *)source, count), 1;
    case 3 * 64 + 4: return split_loose32_3(target, pitch, (const loose32 *)source, count), 1;
    case 2 * 64 + 8: return split_loose64_2(target, pitch, (const loose64 *)source, count), 1;
    case 3 * 64 + 8: return split_loose64_3(target, pitch, (const loose64 *)source, count), 1;
    default: return 0;
    }
}

static int join(char *target, const char *source, ptrdiff_t pitch, ptrdiff_t fields, ptrdiff_t count, size_t width) {
    switch (64 * fields + (ptrdiff_t)width) {
    case 2 * 64 + 4: return join_loose32_2((loose32 *)target, source, pitch, count), 1;
    case 3 * 64 + 4: return join_loose32_3((loose32 *)target, source, pitch, count), 1;
    case 2 * 64 + 8: return join_loose64_2((loose64 *)target, source, pitch, count), 1;
    case 3 * 64 + 8: return join_loose64_3((loose64 *)target, source, pitch, count), 1;
    default: return 0;
    }
}

/// Both axes lie close together on one side each, and the first cache holds both sides.
static int transposed(
    char *target, const char *source, struct cohort_copy_axis outer, struct cohort_copy_axis inner, size_t width,
    int32_t large) {
    ptrdiff_t element = (ptrdiff_t)width;
    if (inner.source == outer.extent * element && split(target, source, outer.target, outer.extent, inner.extent, width)) return 1;
    if (outer.target == inner.extent * element && join(target, source, inner.source, inner.extent, outer.extent, width)) return 1;
    switch (width) {
    case 1: return transpose_uint8_t(target, outer.target, source, inner.source, outer.extent, inner.extent, large), 1;
    case 2: return transpose_uint16_t(target, outer.target, source, inner.source, outer.extent, inner.extent, large), 1;
    case 4: return transpose_uint32_t(target, outer.target, source, inner.source, outer.extent, inner.extent, large), 1;
    case 8: return transpose_uint64_t(target, outer.target, source, inner.source, outer.extent, inner.extent, large), 1;
    default: return 0;
    }
}

/// Large planes that are narrower than a line in the target, and follow each other there, or that have few rows: whole stretches
/// are made in a buffer and streamed.
static int streamed(
    char *target, const char *source, struct cohort_copy_axis outer, struct cohort_copy_axis inner, size_t width) {
    enum { stretch = 4096, few = 3 };
    _Alignas(64) char buffer[few * stretch];
    if (outer.target == inner.extent * (ptrdiff_t)width && outer.target < 64) {
        struct cohort_copy_axis part = {stretch / outer.target, outer.source, outer.target};
        for (ptrdiff_t i = 0; i < outer.extent; i += part.extent) {
            if (part.extent > outer.extent - i) part.extent = outer.extent - i;
            if (!transposed(buffer, source + i * outer.source, part, inner, width, 0)) return 0;
            stream_bytes(target + i * outer.target, buffer, (size_t)(part.extent * outer.target));
        }
        return 1;
    }
    if (outer.extent > few) return 0;
    struct cohort_copy_axis rows = {outer.extent, outer.source, stretch};
    struct cohort_copy_axis part = {(ptrdiff_t)(stretch / width), inner.source, inner.target};
    for (ptrdiff_t j = 0; j < inner.extent; j += part.extent) {
        if (part.extent > inner.extent - j) part.extent = inner.extent - j;
        if (!transposed(buffer, source + j * inner.source, rows, part, width, 0)) return 0;
        for (ptrdiff_t row = 0; row < rows.extent; row++)
            stream_bytes(
                target + row * outer.target + j * inner.target, buffer + row * stretch, (size_t)part.extent * width);
    }
    return 1;
}

void cohort_copy_plane(
    void *target, const void *source, struct cohort_copy_axis outer, struct cohort_copy_axis inner, size_t width,
    int32_t large) {
    if (width >= 64) rows(target, source, outer, inner, width, large);
    else if (inner.target != (ptrdiff_t)width || outer.source != (ptrdiff_t)width
             || !((large && streamed(target, source, outer, inner, width))
                  || transposed(target, source, outer, inner, width, large)))
        tiled_elements(target, source, outer, inner, width);
    if (large) end_streams();
}

void cohort_fill_row(void *target, ptrdiff_t stride, const void *value, size_t width, size_t count) {
    char *to = target;
    if (stride != (ptrdiff_t)width) {
        struct cohort_copy_axis once = {1, 0, 0}, along = {(ptrdiff_t)count, 0, stride};
        return tiled_elements(to, value, once, along, width);
    }
    // The filled part doubles until it is as much as the first cache holds well, and is then repeated.
    size_t byteCount = count * width, done = width < byteCount ? width : byteCount;
    memcpy(to, value, done);
    size_t most = 4096 / width * width;
    if (most < width) most = width;
    while (done < byteCount) {
        size_t part = done < most ? done : most;
        if (part > byteCount - done) part = byteCount - done;
        memcpy(to + done, to, part);
        done += part;
    }
}
