// The loops that our own are measured against, as one would write them in C.
#ifndef COHORT_CKERNELS_H
#define COHORT_CKERNELS_H

#include <stddef.h>
#include <stdint.h>

/// y[i] += a * x[i] for `count` elements.
void cohort_c_saxpy(const float *x, float *y, float a, size_t count);

/// One sweep of the five-point stencil over the rows and columns 1 … n - 2 of two n × n grids, row-major.
void cohort_c_stencil(const double *from, double *to, size_t n);

/// to[j][plane][i] = from[i][plane][j], for `rows` values of i and `columns` of j, in square blocks.
void cohort_c_transpose_32(uint32_t *to, const uint32_t *from, size_t planes, size_t rows, size_t columns);
void cohort_c_transpose_64(uint64_t *to, const uint64_t *from, size_t planes, size_t rows, size_t columns);

/// `count` structures of 2, 3, 4 or 8 fields to a column for each field, and back, in blocks.
void cohort_c_split_32(uint32_t *to, const uint32_t *from, size_t fields, size_t count);
void cohort_c_split_64(uint64_t *to, const uint64_t *from, size_t fields, size_t count);
void cohort_c_join_32(uint32_t *to, const uint32_t *from, size_t fields, size_t count);
void cohort_c_join_64(uint64_t *to, const uint64_t *from, size_t fields, size_t count);

#endif
