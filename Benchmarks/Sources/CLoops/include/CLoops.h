// The loops that ours are measured against, as one would write them in C.
#ifndef BENCHMARKS_CLOOPS_H
#define BENCHMARKS_CLOOPS_H

#include <stddef.h>

/// y[i] += a * x[i] for `count` elements.
void c_saxpy(const float *x, float *y, float a, size_t count);
/// The five-point stencil at rows and columns 1 … n - 2 of n × n grids, row-major.
void c_stencil(const double *from, double *to, size_t n);

#endif
