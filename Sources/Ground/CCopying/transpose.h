// Transposition in registers: n × n elements of 16 / n bytes, by log2(n) rounds of interleaving the first half of the rows
// with the second. Around it are tiles of whole cache lines on both sides: each line is touched once, while it is there, however
// unlucky the pitch.
#include "include/CCopying.h"

#include <string.h>

#define LOW_2 0, 2
#define HIGH_2 1, 3
#define LOW_4 0, 4, 1, 5
#define HIGH_4 2, 6, 3, 7
#define LOW_8 0, 8, 1, 9, 2, 10, 3, 11
#define HIGH_8 4, 12, 5, 13, 6, 14, 7, 15
#define LOW_16 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23
#define HIGH_16 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31

/// Defines `transpose_WORD(target, targetPitch, source, sourcePitch, rows, columns, large)`: target[i][j] = source[j][i].
#define DEFINE_TRANSPOSE(WORD, N)                                                                                              \
    typedef WORD WORD##_lanes __attribute__((vector_size(16)));                                                                \
                                                                                                                               \
    static inline __attribute__((always_inline)) void block_##WORD(                                                            \
        char *target, ptrdiff_t targetPitch, const char *source, ptrdiff_t sourcePitch) {                                      \
        WORD##_lanes rows[N], mixed[N];                                                                                        \
        _Pragma("unroll") for (int i = 0; i < N; i++) memcpy(&rows[i], source + i * sourcePitch, 16);                          \
        _Pragma("unroll") for (int stage = 1; stage < N; stage *= 2) {                                                         \
            _Pragma("unroll") for (int i = 0; i < N / 2; i++) {                                                                \
                mixed[2 * i] = __builtin_shufflevector(rows[i], rows[i + N / 2], LOW_##N);                                     \
                mixed[2 * i + 1] = __builtin_shufflevector(rows[i], rows[i + N / 2], HIGH_##N);                                \
            }                                                                                                                  \
            _Pragma("unroll") for (int i = 0; i < N; i++) rows[i] = mixed[i];                                                  \
        }                                                                                                                      \
        _Pragma("unroll") for (int i = 0; i < N; i++) memcpy(target + i * targetPitch, &rows[i], 16);                          \
    }                                                                                                                          \
                                                                                                                               \
    static inline void edge_##WORD(                                                                                            \
        char *target, ptrdiff_t targetPitch, const char *source, ptrdiff_t sourcePitch, ptrdiff_t rows, ptrdiff_t columns) {   \
        for (ptrdiff_t j = 0; j < columns; j++)                                                                                \
            for (ptrdiff_t i = 0; i < rows; i++)                                                                               \
                memcpy(target + i * targetPitch + j * (ptrdiff_t)sizeof(WORD),                                                 \
                       source + j * sourcePitch + i * (ptrdiff_t)sizeof(WORD), sizeof(WORD));                                  \
    }                                                                                                                          \
                                                                                                                               \
    static void tile_##WORD(                                                                                                   \
        char *target, ptrdiff_t targetPitch, const char *source, ptrdiff_t sourcePitch, ptrdiff_t rows, ptrdiff_t columns) {   \
        ptrdiff_t wholeRows = rows - rows % N, wholeColumns = columns - columns % N;                                           \
        for (ptrdiff_t i = 0; i < wholeRows; i += N)                                                                           \
            for (ptrdiff_t j = 0; j < wholeColumns; j += N)                                                                    \
                block_##WORD(target + i * targetPitch + j * (ptrdiff_t)sizeof(WORD), targetPitch,                              \
                             source + j * sourcePitch + i * (ptrdiff_t)sizeof(WORD), sourcePitch);                             \
        edge_##WORD(target + wholeRows * targetPitch, targetPitch, source + wholeRows * (ptrdiff_t)sizeof(WORD), sourcePitch,  \
                    rows - wholeRows, columns);                                                                                \
        edge_##WORD(target + wholeColumns * (ptrdiff_t)sizeof(WORD), targetPitch, source + wholeColumns * sourcePitch,         \
                    sourcePitch, wholeRows, columns - wholeColumns);                                                           \
    }                                                                                                                          \
                                                                                                                               \
    static void transpose_##WORD(                                                                                              \
        char *target, ptrdiff_t targetPitch, const char *source, ptrdiff_t sourcePitch, ptrdiff_t rows, ptrdiff_t columns,     \
        int32_t large) {                                                                                                       \
        enum { element = sizeof(WORD), line = 64 / sizeof(WORD), most = 4 * line, few = N < 8 ? 8 : N };                       \
        /* Where lines begin in the target, if they can be streamed whole. */                                                  \
        ptrdiff_t head = (ptrdiff_t)(-(uintptr_t)target % 64 / element);                                                       \
        int streams = large && targetPitch % 64 == 0 && (uintptr_t)target % element == 0 && columns >= head + line;            \
        if (!streams) head = 0;                                                                                                \
        /* Lines at such a pitch would push each other out of the first cache half written. */                                 \
        int crowds = !streams && targetPitch % 2048 == 0 && rows > line;                                                       \
        /* A narrow plane is one tile across, and a long one along, so that few loops begin and end. */                        \
        ptrdiff_t tall = !streams && !crowds && columns <= line ? 32 * line : most, wide = rows <= line ? 32 * line : line;    \
        for (ptrdiff_t i = 0; i < rows; i += tall) {                                                                           \
            ptrdiff_t high = rows - i < tall ? rows - i : tall;                                                                \
            char *to = target + i * targetPitch;                                                                               \
            const char *from = source + i * element;                                                                           \
            tile_##WORD(to, targetPitch, from, sourcePitch, high, head);                                                       \
            for (ptrdiff_t j = head; j < columns;) {                                                                           \
                ptrdiff_t left = columns - j, next = left < wide ? left : wide;                                                \
                /* The next tile's lines are too far apart for the processor to foresee. */                                    \
                for (ptrdiff_t k = line; large && rows > line && k < 2 * line && k < left; k++)                                \
                    for (ptrdiff_t at = 0; at < high; at += line)                                                              \
                        __builtin_prefetch(from + (j + k) * sourcePitch + at * element);                                       \
                if ((streams || crowds) && left >= line) {                                                                     \
                    _Alignas(64) char lines[most][64];                                                                         \
                    for (ptrdiff_t k = 0; k < line; k += few)                                                                  \
                        tile_##WORD(lines[0] + k * element, 64, from + (j + k) * sourcePitch, sourcePitch, high, few);         \
                    for (ptrdiff_t row = 0; row < high; row++) {                                                               \
                        char *whole = to + row * targetPitch + j * element;                                                    \
                        if (streams) stream_line(whole, lines[row]);                                                           \
                        else memcpy(whole, lines[row], 64);                                                                    \
                    }                                                                                                          \
                    next = line;                                                                                               \
                } else {                                                                                                       \
                    tile_##WORD(to + j * element, targetPitch, from + j * sourcePitch, sourcePitch, high, next);               \
                }                                                                                                              \
                j += next;                                                                                                     \
            }                                                                                                                  \
        }                                                                                                                      \
    }
