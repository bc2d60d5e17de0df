// Task Bench with StarPU: tasks name the data that they read and write, in the order of a sequential program, and the runtime
// finds the dependences. The thread that makes the tasks runs none: it is one more beside the workers.

#define _POSIX_C_SOURCE 200809L

#include <starpu.h>
#include <stdio.h>
#include <stdlib.h>

#include "graph.h"
#include "task.h"

// A task is told no more than its number, which needs no memory; so it finds the graph here.
static Graph graph;

// The handles of a row's outputs, of even and of odd rows.
static starpu_data_handle_t *handles[2];

static void stop_if_failed(int result, const char *what) {
    if (result == 0) return;
    fprintf(stderr, "%s ended with %d\n", what, result);
    exit(1);
}

// A task with its inputs and then its output; its number counts through the rows.
static void run_task(void *buffers[], void *number) {
    int64_t step = (int64_t)(intptr_t)number / graph.width, point = (int64_t)(intptr_t)number % graph.width;
    Inputs inputs = graph_inputs(&graph, step, point);
    for (int input = 0; input < inputs.count; input++)
        task_check(step, point, input, inputs.columns[input], (const Mark *)STARPU_VARIABLE_GET_PTR(buffers[input]));
    task_finish(&graph, step, point, (Mark *)STARPU_VARIABLE_GET_PTR(buffers[inputs.count]));
}

static struct starpu_codelet codelet = {
    .cpu_funcs = {run_task}, .cpu_funcs_name = {"run_task"}, .nbuffers = STARPU_VARIABLE_NBUFFERS, .name = "task"};

// Room for the data of a task that has more than fit in it; StarPU gives it back with the task.
static void make_room(struct starpu_task *task, int count) {
    task->dyn_handles = malloc((size_t)count * sizeof *task->dyn_handles);
    task->dyn_modes = malloc((size_t)count * sizeof *task->dyn_modes);
    if (task->dyn_handles != NULL && task->dyn_modes != NULL) return;
    fprintf(stderr, "there is not enough memory for a task\n");
    exit(1);
}

static void submit(int64_t step, int64_t point) {
    Inputs inputs = graph_inputs(&graph, step, point);
    struct starpu_task *task = starpu_task_create();
    task->cl = &codelet;
    task->cl_arg = (void *)(intptr_t)(step * graph.width + point);
    task->nbuffers = inputs.count + 1;
    if (task->nbuffers > STARPU_NMAXBUFS) make_room(task, task->nbuffers);
    starpu_data_handle_t *before = handles[1 - step % 2];
    for (int input = 0; input < inputs.count; input++) {
        STARPU_TASK_SET_HANDLE(task, before[inputs.columns[input]], input);
        STARPU_TASK_SET_MODE(task, STARPU_R, input);
    }
    STARPU_TASK_SET_HANDLE(task, handles[step % 2][point], inputs.count);
    STARPU_TASK_SET_MODE(task, STARPU_W, inputs.count);
    stop_if_failed(starpu_task_submit(task), "starpu_task_submit");
}

// Makes all tasks and waits for them; returns the seconds.
static double run_all(void) {
    double start = seconds_now();
    for (int64_t step = 0; step < graph.steps; step++)
        for (int64_t point = 0; point < graph.width; point++) submit(step, point);
    stop_if_failed(starpu_task_wait_for_all(), "starpu_task_wait_for_all");
    return seconds_now() - start;
}

static void start_runtime(void) {
    char workers[16] = "2";
    if (graph.workers > 0) snprintf(workers, sizeof workers, "%d", graph.workers);
    setenv("STARPU_NCPU", workers, graph.workers > 0);
    struct starpu_conf configuration;
    starpu_conf_init(&configuration);
    configuration.ncuda = configuration.nopencl = 0;
    stop_if_failed(starpu_init(&configuration), "starpu_init");
    // It may have been built for fewer: then it takes those, without a word.
    if (graph.workers == 0 || (int)starpu_cpu_worker_get_count() == graph.workers) return;
    fprintf(stderr, "StarPU gives %u CPU workers, not %d\n", starpu_cpu_worker_get_count(), graph.workers);
    exit(1);
}

static void register_outputs(const Outputs *outputs) {
    for (int parity = 0; parity < 2; parity++) {
        handles[parity] = malloc((size_t)graph.width * sizeof *handles[parity]);
        if (handles[parity] == NULL) stop_if_failed(-1, "malloc");
        for (int64_t point = 0; point < graph.width; point++) {
            Mark *mark = &outputs->rows[parity][point];
            starpu_variable_data_register(&handles[parity][point], STARPU_MAIN_RAM, (uintptr_t)mark, sizeof *mark);
        }
    }
}

static void unregister_outputs(void) {
    for (int parity = 0; parity < 2; parity++) {
        for (int64_t point = 0; point < graph.width; point++) starpu_data_unregister(handles[parity][point]);
        free(handles[parity]);
    }
}

int main(int count, char **arguments) {
    graph = graph_from_arguments(count, arguments);
    Outputs outputs = outputs_make(&graph);
    start_runtime();
    register_outputs(&outputs);
    double seconds = run_all();
    unregister_outputs();
    starpu_shutdown();
    outputs_finish(&outputs, &graph);
    graph_report(&graph, seconds);
    graph_free(&graph);
}
