#include "include/CKernels.h"

#include <stdint.h>

// Loops in blocks, as one writes them by hand who knows of caches: a block's lines on both sides stay in the first one.

enum { side = 16, stretch = 512 };
#define LEAST(a, b) ((a) < (b) ? (a) : (b))

#define DEFINE_TRANSPOSE(WORD, BITS)                                                                                           \
    void cohort_c_transpose_##BITS(WORD *restrict to, const WORD *restrict from, size_t planes, size_t rows, size_t columns) { \
        for (size_t plane = 0; plane < planes; plane++)                                                                        \
            for (size_t top = 0; top < rows; top += side)                                                                      \
                for (size_t left = 0; left < columns; left += side)                                                            \
                    for (size_t j = left; j < LEAST(left + side, columns); j++)                                                \
                        for (size_t i = top; i < LEAST(top + side, rows); i++)                                                 \
                            to[(j * planes + plane) * rows + i] = from[(i * planes + plane) * columns + j];                    \
    }
DEFINE_TRANSPOSE(uint32_t, 32)
DEFINE_TRANSPOSE(uint64_t, 64)

#define DEFINE_FIELDS(WORD, COUNT)                                                                                             \
    static void split_##WORD##_##COUNT(WORD *restrict to, const WORD *restrict from, size_t count) {                           \
        for (size_t first = 0; first < count; first += stretch)                                                                \
            for (size_t field = 0; field < COUNT; field++)                                                                     \
                for (size_t i = first; i < LEAST(first + stretch, count); i++) to[field * count + i] = from[i * COUNT + field]; \
    }                                                                                                                          \
    static void join_##WORD##_##COUNT(WORD *restrict to, const WORD *restrict from, size_t count) {                            \
        for (size_t first = 0; first < count; first += stretch)                                                                \
            for (size_t field = 0; field < COUNT; field++)                                                                     \
                for (size_t i = first; i < LEAST(first + stretch, count); i++) to[i * COUNT + field] = from[field * count + i]; \
    }
#define DEFINE_ALL_FIELDS(WORD, BITS)                                                                                          \
    DEFINE_FIELDS(WORD, 2) DEFINE_FIELDS(WORD, 3) DEFINE_FIELDS(WORD, 4) DEFINE_FIELDS(WORD, 8)                                \
    void cohort_c_split_##BITS(WORD *to, const WORD *from, size_t fields, size_t count) {                                      \
        switch (fields) {                                                                                                      \
        case 2: return split_##WORD##_2(to, from, count);                                                                      \
        case 3: return split_##WORD##_3(to, from, count);                                                                      \
        case 4: return split_##WORD##_4(to, from, count);                                                                      \
        case 8: return split_##WORD##_8(to, from, count);                                                                      \
        }                                                                                                                      \
    }                                                                                                                          \
    void cohort_c_join_##BITS(WORD *to, const WORD *from, size_t fields, size_t count) {                                       \
        switch (fields) {                                                                                                      \
        case 2: return join_##WORD##_2(to, from, count);                                                                       \
        case 3: return join_##WORD##_3(to, from, count);                                                                       \
        case 4: return join_##WORD##_4(to, from, count);                                                                       \
        case 8: return join_##WORD##_8(to, from, count);                                                                       \
        }                                                                                                                      \
    }
DEFINE_ALL_FIELDS(uint32_t, 32)
DEFINE_ALL_FIELDS(uint64_t, 64)
