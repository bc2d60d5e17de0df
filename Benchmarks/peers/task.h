// What a task does, the same for each peer: it looks at its inputs, computes, and leaves a mark of where it stands.

#ifndef TASK_H
#define TASK_H

#include "graph.h"

// The output of a task: its row and its column.
typedef struct {
    int64_t step, point;
} Mark;

// The outputs of even and of odd rows, a mark a column. Who writes a row waits for who reads the row before the last: with two, a
// dependence that is lost between a reader and the next writer is found too.
typedef struct {
    Mark *rows[2];
} Outputs;

// Marks that no task has left.
Outputs outputs_make(const Graph *graph);

// Looks whether the last two rows are there: the others have been looked at by the tasks. Gives the memory back.
void outputs_finish(Outputs *outputs, const Graph *graph);

// Ends the process with a message: an input is not what the graph says, so a dependence was lost.
_Noreturn void task_found_wrong_input(int64_t step, int64_t point, int input, Mark expected, Mark found);

static inline void task_check(int64_t step, int64_t point, int input, int32_t source, const Mark *found) {
    Mark expected = {step - 1, source};
    if (found->step != expected.step || found->point != expected.point)
        task_found_wrong_input(step, point, input, expected, *found);
}

// Runs the kernel, then leaves the mark: whoever reads too early has the kernel's time to be found out.
void task_finish(const Graph *graph, int64_t step, int64_t point, Mark *own);

// Seconds from some moment on.
double seconds_now(void);

#endif
