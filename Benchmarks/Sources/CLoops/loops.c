#include "include/CLoops.h"

// The same arithmetic as Swift's: each product is rounded before it is added.
#pragma STDC FP_CONTRACT OFF

void c_saxpy(const float *restrict x, float *restrict y, float a, size_t count) {
    for (size_t i = 0; i < count; i++) y[i] += a * x[i];
}

void c_stencil(const double *restrict from, double *restrict to, size_t n) {
    for (size_t i = 1; i + 1 < n; i++)
        for (size_t j = 1; j + 1 < n; j++) {
            size_t p = i * n + j;
            to[p] = 0.5 * from[p] + 0.125 * (from[p - n] + from[p + n] + from[p - 1] + from[p + 1]);
        }
}
