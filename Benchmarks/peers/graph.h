// A graph of Task Bench, as far as the peers need it: a command line, which inputs each task has, and the report.

#ifndef GRAPH_H
#define GRAPH_H

#include <stdbool.h>
#include <stdint.h>

typedef enum { TRIVIAL, NO_COMM, STENCIL_1D, NEAREST, FFT, ALL_TO_ALL } Pattern;

typedef enum { EMPTY, COMPUTE_BOUND } Kernel;

// Rows one after the other in time, and columns. The task of a row and column takes outputs of the row before.
typedef struct {
    int64_t steps, width, radix, iterations;
    Pattern pattern;
    Kernel kernel;
    // Threads that run tasks; 0 when the command line leaves it open.
    int workers;
    // How many lists of inputs each column has; rows take them in turns.
    int64_t sets;
    // By list and column, where its sources begin in `sources`; one more at the end.
    int64_t *begins;
    int32_t *sources;
} Graph;

// The columns of the row before that a task takes.
typedef struct {
    const int32_t *columns;
    int count;
} Inputs;

// Reads the arguments; ends the process with a message when there is something wrong with them.
Graph graph_from_arguments(int count, char **arguments);

void graph_free(Graph *graph);

static inline Inputs graph_inputs(const Graph *graph, int64_t step, int64_t point) {
    if (step == 0) return (Inputs){graph->sources, 0};
    int64_t place = (step + graph->sets - 1) % graph->sets * graph->width + point;
    int64_t begin = graph->begins[place];
    return (Inputs){graph->sources + begin, (int)(graph->begins[place + 1] - begin)};
}

// Prints what the graph did in so many seconds, in the words of Task Bench, which scripts read.
void graph_report(const Graph *graph, double seconds);

#endif
