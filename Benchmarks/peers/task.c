#define _POSIX_C_SOURCE 200809L

#include "task.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

// ---- outputs -----------------------------------------------------------------------------------------------------------

Outputs outputs_make(const Graph *graph) {
    Outputs outputs;
    for (int parity = 0; parity < 2; parity++) {
        outputs.rows[parity] = malloc((size_t)graph->width * sizeof(Mark));
        if (outputs.rows[parity] == NULL) {
            fprintf(stderr, "there is not enough memory for the outputs\n");
            exit(1);
        }
        for (int64_t point = 0; point < graph->width; point++) outputs.rows[parity][point] = (Mark){-1, -1};
    }
    return outputs;
}

void outputs_finish(Outputs *outputs, const Graph *graph) {
    for (int64_t step = graph->steps > 1 ? graph->steps - 2 : 0; step < graph->steps; step++)
        for (int64_t point = 0; point < graph->width; point++) {
            Mark found = outputs->rows[step % 2][point];
            if (found.step == step && found.point == point) continue;
            fprintf(stderr, "row %" PRId64 ", column %" PRId64 " is missing at the end\n", step, point);
            exit(1);
        }
    for (int parity = 0; parity < 2; parity++) free(outputs->rows[parity]);
}

void task_found_wrong_input(int64_t step, int64_t point, int input, Mark expected, Mark found) {
    fprintf(stderr,
            "row %" PRId64 ", column %" PRId64 ", input %d: found row %" PRId64 " and column %" PRId64 ", not row %" PRId64
            " and column %" PRId64 "\n",
            step, point, input, found.step, found.point, expected.step, expected.point);
    abort();
}

// ---- the kernel --------------------------------------------------------------------------------------------------------

typedef double Sixteen __attribute__((vector_size(16 * sizeof(double))));

static double product(const Sixteen *values) {
    double product = 1;
    for (int index = 0; index < 16; index++) product *= (*values)[index];
    return product;
}

// Four vectors of independent chains, the same as those of Cohort's program; the values overflow, as they do there.
static __attribute__((noinline)) double square(int64_t count) {
    Sixteen zero = {0};
    Sixteen a = zero + 1.2345, b = a, c = a, d = a;
    for (int64_t index = 0; index < count; index++) {
        a = a * a + a;
        b = b * b + b;
        c = c * c + c;
        d = d * d + d;
    }
    return product(&a) * product(&b) * product(&c) * product(&d);
}

// Keeps the optimiser from leaving a result out.
static void keep(double result) { __asm__ volatile("" : : "m"(result)); }

void task_finish(const Graph *graph, int64_t step, int64_t point, Mark *own) {
    if (graph->kernel == COMPUTE_BOUND) keep(square(graph->iterations));
    *own = (Mark){step, point};
}

// ---- time --------------------------------------------------------------------------------------------------------------

double seconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}
