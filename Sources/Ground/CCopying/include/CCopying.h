// The innermost loops of copies between layouts: planes of two axes. Swift has no stores that pass by the caches, and no way
// to say how registers are shuffled; all that decides which loop is due stands in `Sources/Data/Instances/Copies`.
#ifndef COHORT_CCOPYING_H
#define COHORT_CCOPYING_H

#include <stddef.h>
#include <stdint.h>

/// One axis of a copy: how many elements, and the bytes from one to the next on either side.
struct cohort_copy_axis {
    ptrdiff_t extent, source, target;
};

/// Copies the elements of two axes, `width` bytes each: in the target `inner` is the axis whose elements lie closer together.
/// A `large` copy is more than the caches hold: the target's whole lines are stored past them, and the source asked for ahead.
void cohort_copy_plane(
    void *target, const void *source, struct cohort_copy_axis outer, struct cohort_copy_axis inner, size_t width, int32_t large);

/// Copies bytes that lie together on both sides.
void cohort_copy_bytes(void *target, const void *source, size_t byteCount, int32_t large);

/// Gives `count` elements of `width` bytes, `stride` bytes apart, the same value.
void cohort_fill_row(void *target, ptrdiff_t stride, const void *value, size_t width, size_t count);

#endif
