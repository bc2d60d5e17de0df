// Task Bench with the tasks of OpenMP 5.0: one thread makes them all, and the runtime finds the order by their `depend` clauses.

#include <omp.h>
#include <stdio.h>
#include <stdlib.h>

#include "graph.h"
#include "task.h"

static void run_task(const Graph *graph, int64_t step, int64_t point, const Mark *before, Mark *own) {
    Inputs inputs = graph_inputs(graph, step, point);
    for (int input = 0; input < inputs.count; input++)
        task_check(step, point, input, inputs.columns[input], &before[inputs.columns[input]]);
    task_finish(graph, step, point, own);
}

static void submit(const Graph *graph, int64_t step, int64_t point, Mark *before, Mark *own) {
    Inputs inputs = graph_inputs(graph, step, point);
    const int32_t *columns = inputs.columns;
    int count = inputs.count;
    if (count == 0) {
#pragma omp task firstprivate(graph, step, point, before, own) depend(out : own[0])
        run_task(graph, step, point, before, own);
    } else {
#pragma omp task firstprivate(graph, step, point, before, own) \
    depend(iterator(int input = 0 : count), in : before[columns[input]]) depend(out : own[0])
        run_task(graph, step, point, before, own);
    }
}

// Makes all tasks and waits for them, and helps meanwhile when the runtime likes that; returns the seconds.
static double run_all(const Graph *graph, Outputs *outputs) {
    double start = seconds_now();
    for (int64_t step = 0; step < graph->steps; step++) {
        Mark *here = outputs->rows[step % 2], *before = outputs->rows[1 - step % 2];
        for (int64_t point = 0; point < graph->width; point++) submit(graph, step, point, before, &here[point]);
    }
#pragma omp taskwait
    return seconds_now() - start;
}

static int count_of_workers(const Graph *graph) {
    if (graph->workers > 0) return graph->workers;
    return getenv("OMP_NUM_THREADS") != NULL ? omp_get_max_threads() : 2;
}

static void check_workers(int wanted) {
    if (omp_get_num_threads() == wanted) return;
    fprintf(stderr, "OpenMP gives %d threads, not %d\n", omp_get_num_threads(), wanted);
    exit(1);
}

int main(int count, char **arguments) {
    Graph graph = graph_from_arguments(count, arguments);
    Outputs outputs = outputs_make(&graph);
    double seconds = 0;
    int workers = count_of_workers(&graph);
#pragma omp parallel num_threads(workers)
    {
        // The time begins when all threads are there.
#pragma omp barrier
#pragma omp single
        {
            check_workers(workers);
            seconds = run_all(&graph, &outputs);
        }
    }
    outputs_finish(&outputs, &graph);
    graph_report(&graph, seconds);
    graph_free(&graph);
}
