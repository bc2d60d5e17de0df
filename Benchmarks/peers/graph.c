#include "graph.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const patterns[] = {"trivial", "no_comm", "stencil_1d", "nearest", "fft", "all_to_all", NULL};
static const char *const kernels[] = {"empty", "compute_bound", NULL};

// ---- the command line --------------------------------------------------------------------------------------------------

static _Noreturn void refuse(const char *option, const char *expected, const char *found) {
    fprintf(stderr, "%s takes %s, not '%s'\n", option, expected, found);
    exit(2);
}

static int64_t whole_number(const char *option, const char *text, int64_t least, int64_t most) {
    char *end, expected[80];
    errno = 0;
    long long number = strtoll(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0' || number < least || number > most) {
        snprintf(expected, sizeof expected, "a whole number from %" PRId64 " to %" PRId64, least, most);
        refuse(option, expected, text);
    }
    return number;
}

static int choice(const char *option, const char *text, const char *const *names) {
    for (int index = 0; names[index] != NULL; index++)
        if (strcmp(text, names[index]) == 0) return index;
    char expected[80] = "one of";
    for (int index = 0; names[index] != NULL; index++)
        snprintf(expected + strlen(expected), sizeof expected - strlen(expected), " %s", names[index]);
    refuse(option, expected, text);
}

static void take(Graph *graph, const char *option, const char *value) {
    if (strcmp(option, "-steps") == 0) graph->steps = whole_number(option, value, 1, INT64_C(1) << 40);
    else if (strcmp(option, "-width") == 0) graph->width = whole_number(option, value, 1, 1 << 16);
    else if (strcmp(option, "-radix") == 0) graph->radix = whole_number(option, value, 1, 1 << 16);
    else if (strcmp(option, "-iter") == 0) graph->iterations = whole_number(option, value, 0, INT64_C(1) << 40);
    else if (strcmp(option, "-type") == 0) graph->pattern = (Pattern)choice(option, value, patterns);
    else if (strcmp(option, "-kernel") == 0) graph->kernel = (Kernel)choice(option, value, kernels);
    else if (strcmp(option, "--workers") == 0) graph->workers = (int)whole_number(option, value, 1, 4096);
    else {
        fprintf(stderr, "there is no option %s, only -steps, -width, -type, -radix, -kernel, -iter and --workers\n", option);
        exit(2);
    }
}

// ---- which inputs a task has -------------------------------------------------------------------------------------------

static int64_t smaller(int64_t a, int64_t b) { return a < b ? a : b; }

static int64_t count_of_sets(const Graph *graph) {
    int64_t sets = 0;
    if (graph->pattern != FFT) return 1;
    while (INT64_C(1) << sets < graph->width) sets++;
    return sets;
}

// Writes those of the columns first, first + stride, … last that there are to a list; returns how many.
static int64_t list_columns(const Graph *graph, int64_t first, int64_t last, int64_t stride, int32_t *list) {
    int64_t count = 0;
    for (int64_t column = first; column <= last; column += stride)
        if (0 <= column && column < graph->width) list[count++] = (int32_t)column;
    return count;
}

// Writes the sources that a column has in a set to a list; returns how many.
static int64_t list_sources(const Graph *graph, int64_t set, int64_t point, int32_t *list) {
    int64_t distance = INT64_C(1) << set;
    switch (graph->pattern) {
        case TRIVIAL: return 0;
        case NO_COMM: return list_columns(graph, point, point, 1, list);
        case STENCIL_1D: return list_columns(graph, point - 1, point + 1, 1, list);
        case NEAREST: return list_columns(graph, point - graph->radix / 2, point + (graph->radix - 1) / 2, 1, list);
        case FFT: return list_columns(graph, point - distance, point + distance, distance, list);
        case ALL_TO_ALL: return list_columns(graph, 0, graph->width - 1, 1, list);
    }
    abort();
}

// The most sources that a column can have.
static int64_t most_sources(const Graph *graph) {
    switch (graph->pattern) {
        case NEAREST: return smaller(graph->radix, graph->width);
        case ALL_TO_ALL: return graph->width;
        default: return 3;
    }
}

static void *memory(size_t bytes) {
    void *memory = malloc(bytes);
    if (memory != NULL) return memory;
    fprintf(stderr, "there is not enough memory for the lists of inputs\n");
    exit(1);
}

// The lists are made once: what a task costs shall not depend on how they are found.
static void list_all_sources(Graph *graph) {
    graph->sets = count_of_sets(graph);
    int64_t lists = graph->sets * graph->width;
    graph->begins = memory((size_t)(lists + 1) * sizeof *graph->begins);
    graph->sources = memory((size_t)(lists * most_sources(graph)) * sizeof *graph->sources);
    int64_t end = 0;
    for (int64_t list = 0; list < lists; list++) {
        graph->begins[list] = end;
        end += list_sources(graph, list / graph->width, list % graph->width, graph->sources + end);
    }
    graph->begins[lists] = end;
}

Graph graph_from_arguments(int count, char **arguments) {
    Graph graph = {.steps = 4, .width = 4, .radix = 3, .pattern = TRIVIAL, .kernel = EMPTY};
    for (int index = 1; index < count; index += 2) {
        if (index + 1 == count) {
            fprintf(stderr, "%s needs a value behind it\n", arguments[index]);
            exit(2);
        }
        take(&graph, arguments[index], arguments[index + 1]);
    }
    if (graph.pattern == FFT && graph.width < 2) {
        fprintf(stderr, "-type fft needs a -width of 2 or more\n");
        exit(2);
    }
    list_all_sources(&graph);
    return graph;
}

void graph_free(Graph *graph) {
    free(graph->begins);
    free(graph->sources);
}

// ---- the report --------------------------------------------------------------------------------------------------------

static int64_t count_of_dependences(const Graph *graph) {
    int64_t count = 0;
    for (int64_t step = 1; step < graph->steps; step++) {
        // The lists of a row stand one after the other.
        Inputs first = graph_inputs(graph, step, 0), last = graph_inputs(graph, step, graph->width - 1);
        count += last.columns + last.count - first.columns;
    }
    return count;
}

void graph_report(const Graph *graph, double seconds) {
    int64_t tasks = graph->steps * graph->width;
    int64_t operations = graph->kernel == COMPUTE_BOUND ? tasks * (2 * 64 * graph->iterations + 64) : 0;
    printf("Total Tasks %" PRId64 "\n", tasks);
    printf("Total Dependencies %" PRId64 "\n", count_of_dependences(graph));
    printf("  Unable to estimate local/nonlocal dependencies\n");
    printf("Total FLOPs %" PRId64 "\n", operations);
    printf("Total Bytes 0\n");
    printf("Elapsed Time %e seconds\n", seconds);
    printf("FLOP/s %e\n", (double)operations / seconds);
    printf("B/s %e\n", 0.0);
    printf("Transfer (estimated):\n");
    printf("  Unable to estimate local/nonlocal transfer\n");
}
