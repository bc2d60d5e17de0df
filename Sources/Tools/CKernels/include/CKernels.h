// The loops that our own are measured against, as one would write them in C.
#ifndef COHORT_CKERNELS_H
#define COHORT_CKERNELS_H

#include <stddef.h>

/// y[i] += a * x[i] for `count` elements.
void cohort_c_saxpy(const float *x, float *y, float a, size_t count);

/// One sweep of the five-point stencil over the rows and columns 1 … n - 2 of two n × n grids, row-major.
void cohort_c_stencil(const double *from, double *to, size_t n);

#endif
