#!/usr/bin/env python3
"""Times the article's detail picture, 4000 x 4000 pixels and up to 100 iterations, as float64 values:
by NumPy, by Numba, and by the installed package juliaset. In one process, in turn, warm; every result is
compared with the others' for equality.

    python ci/python-bench.py [rounds]

It takes numpy, numba and juliaset in the same environment, and the processors of this process for all.
"""

import os
import platform
import statistics
import sys
import time

import numba
import numpy as np
from juliaset import ComplexRegion, JuliaDiv, devices

C = -0.835 - 0.2321j
THRESHOLD = 2.0
ITERMIN, ITERMAX = 20, 100
RESOLUTION = 4000
REGION = ComplexRegion(-0.1, 0.1, -0.1, 0.1)

# NumPy's passes take so long that they run in the first rounds only.
NUMPY_ROUNDS = 3
WARM_UP = 6


def numpy_whole_array():
    """One operation at a time over all points; those that have escaped are NaN, and stay so."""
    z = REGION.build(RESOLUTION)
    counts = np.zeros(z.shape, dtype=np.int32)
    with np.errstate(invalid="ignore", over="ignore"):
        for _ in range(ITERMAX):
            z = z * z + C
            inside = z.real * z.real + z.imag * z.imag < THRESHOLD * THRESHOLD
            counts += inside
            z[~inside] = np.nan
    return (np.maximum(counts, ITERMIN) - ITERMIN) / (ITERMAX - ITERMIN)


@numba.njit(parallel=True, error_model="numpy")
def numba_loop(xs, ys, cre, cim, bound, itermin, itermax):
    """A parallel loop over the columns, squared norm, products of a step used again in the next."""
    values = np.empty((xs.size, ys.size))
    for i in numba.prange(xs.size):
        for j in range(ys.size):
            re, im = xs[i], ys[j]
            re2, im2 = re * re, im * im
            n = 0
            while n < itermax:
                reim = re * im
                re = re2 - im2 + cre
                im = reim + reim + cim
                re2, im2 = re * re, im * im
                if re2 + im2 >= bound:
                    break
                n += 1
            values[i, j] = (max(n, itermin) - itermin) / (itermax - itermin)
    return values


def numba_parallel():
    steps = np.arange(RESOLUTION) / RESOLUTION
    xs = steps * (REGION.xright - REGION.xleft) + REGION.xleft
    ys = steps * (REGION.yright - REGION.yleft) + REGION.yleft
    return numba_loop(xs, ys, C.real, C.imag, THRESHOLD * THRESHOLD, ITERMIN, ITERMAX)


def ours(device):
    julia = JuliaDiv(C, THRESHOLD, (ITERMIN, ITERMAX), RESOLUTION, device=device)
    return lambda: julia.over(REGION)


def seconds(function):
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    candidates = {"NumPy, whole array": numpy_whole_array, "Numba, parallel": numba_parallel}
    for device in devices():
        if device.usable and device.float64:
            candidates[f"juliaset, {device.id}"] = ours(device.id)
    expected = numba_parallel()
    for name, function in candidates.items():
        for _ in range(1 if function is numpy_whole_array else WARM_UP):
            np.testing.assert_array_equal(expected, function(), name)
    times = {name: [] for name in candidates}
    for number in range(rounds):
        for name, function in candidates.items():
            if function is not numpy_whole_array or number < NUMPY_ROUNDS:
                times[name].append(seconds(function))
    report(times, [device for device in devices() if device.id == "cpu"][0])


def report(times, device):
    print(
        f"{len(os.sched_getaffinity(0))} processors, {device.platform}, Python {platform.python_version()},"
        f" NumPy {np.__version__}, Numba {numba.__version__} with {numba.get_num_threads()} threads"
    )
    numba_median = statistics.median(times["Numba, parallel"])
    print(f"{'':24}{'median s':>10}{'min':>8}{'max':>8}{'runs':>6}{'Numba / this':>14}")
    for name, runs in times.items():
        median = statistics.median(runs)
        print(
            f"{name:24}{median:10.3f}{min(runs):8.3f}{max(runs):8.3f}{len(runs):6}{numba_median / median:14.2f}"
        )


if __name__ == "__main__":
    main()
