/*
 * A libOpenCL.so.1 for tests, which hands all calls on to the system's library and misbehaves as the variable
 * OCL_MISBEHAVE says, a list of words between spaces:
 *
 *   gpu                    devices call themselves GPUs
 *   amd                    devices are on a board called Radeon of the Tests, as AMD's extension says it
 *   no-fp64                devices have no float64, and kernels that use it do not compile
 *   strict                 device types with unknown bits are refused, as by rusticl
 *   huge-allocation        the largest allocation is 2^64-1
 *   first-is-silent        the first device answers no question
 *   version-1.1            devices are of OpenCL 1.1, and their compiler refuses -cl-std=CL1.2
 *   no-optimiser           kernels compile with -cl-opt-disable only
 *   options=TEXT           an option is added to each build
 *   group=N                no kernel takes work-groups of more than N work-items
 *   sides=X,Y,Z            nor with longer sides
 *   no-profiling           queues do not profile
 *   lost-profiling         queues say that they profile, and events have no times
 *   clock-stands           events begin and end at the same time
 *   hang=CALL              a call never returns: platforms, build, binary, launch, wait or read
 *   crash=CALL             a call crashes, likewise
 *   fail=N,CODE            the N-th launch of a process, from 1 on, fails with an error
 *   lost=CODE              every launch fails with an error
 *   fail-above=ITEMS,CODE  launches of more work-items than that fail
 *   slow=MILLIS            each launch takes longer
 *   spin=NANOS             each launch takes as long for each of its work-items, and waits keep a core busy
 *   uneven                 every third launch does not
 *
 * Calls hang, crash or are lost only once the file is there that MISBEHAVE_WHEN names, if it is set.
 * The file named by MISBEHAVE_LOG gets a line for each launch: its work-items, its work-group and the time in ms
 * since the launch before; with spin, also one for each wait: the time in ms that it kept a core busy, and, where it
 * waits for a launch, how long after the launch's end it began.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

typedef void *handle;
typedef int32_t status;
typedef void (*callback)(const char *, const void *, size_t, void *);

enum {
    SUCCESS = 0,
    INVALID_VALUE = -30,
    INVALID_DEVICE_TYPE = -31,
    BUILD_PROGRAM_FAILURE = -11,
    PROFILING_INFO_NOT_AVAILABLE = -7,
    INVALID_QUEUE_PROPERTIES = -35,
    INVALID_WORK_GROUP_SIZE = -54,
    INVALID_WORK_ITEM_SIZE = -55,
    DEVICE_TYPE = 0x1000,
    DEVICE_MAX_WORK_GROUP_SIZE = 0x1004,
    DEVICE_MAX_WORK_ITEM_SIZES = 0x1005,
    DEVICE_MAX_MEM_ALLOC_SIZE = 0x1010,
    DEVICE_EXTENSIONS = 0x1030,
    DEVICE_BOARD_NAME_AMD = 0x4038,
    DEVICE_VERSION = 0x102F,
    DEVICE_DOUBLE_FP_CONFIG = 0x1032,
    DEVICE_OPENCL_C_VERSION = 0x103D,
    KERNEL_WORK_GROUP_SIZE = 0x11B0,
    QUEUE_PROFILING_ENABLE = 2,
    EVENT_COMMAND_EXECUTION_STATUS = 0x11D3,
    COMMAND_COMPLETE = 0,
    COMMAND_RUNNING = 1,
    DEVICE_TYPE_GPU = 4
};

/* The value of a word of OCL_MISBEHAVE, "" where it has none, NULL where it is not there. */
static const char *misbehaviour(const char *word) {
    const char *list = getenv("OCL_MISBEHAVE");
    size_t length = strlen(word);
    while (list && *list) {
        if (strncmp(list, word, length) == 0 && (list[length] == '=' || list[length] == ' ' || list[length] == 0)) {
            return list + length + (list[length] == '=');
        }
        list = strchr(list, ' ');
        list += list != NULL;
    }
    return NULL;
}

static int misbehaves(const char *word) {
    return misbehaviour(word) != NULL;
}

static int names(const char *word, const char *call) {
    const char *value = misbehaviour(word);
    size_t length = strlen(call);
    return value && strncmp(value, call, length) == 0 && (value[length] == ' ' || value[length] == 0);
}

static int is_time(void) {
    const char *file = getenv("MISBEHAVE_WHEN");
    return !file || access(file, F_OK) == 0;
}

static void enter(const char *call) {
    if (names("crash", call) && is_time()) {
        *(volatile int *)0 = 1;
    }
    while (names("hang", call) && is_time()) {
        pause();
    }
}

static void *real(const char *name) {
    static void *library;
    if (!library) {
        library = dlopen(SYSTEM_LIBRARY, RTLD_NOW | RTLD_LOCAL);
    }
    return library ? dlsym(library, name) : NULL;
}

#define PASS_ON(type, name, parameters, arguments)          \
    type name parameters {                                  \
        type(*next) parameters = real(#name);               \
        return next arguments;                              \
    }

PASS_ON(status, clGetPlatformInfo, (handle p, unsigned n, size_t s, void *v, size_t *a), (p, n, s, v, a))
PASS_ON(handle, clCreateContext,
        (const void *p, unsigned n, const handle *d, callback f, void *u, status *e), (p, n, d, f, u, e))
PASS_ON(status, clReleaseContext, (handle c), (c))
PASS_ON(status, clReleaseCommandQueue, (handle q), (q))
PASS_ON(handle, clCreateBuffer, (handle c, uint64_t f, size_t s, void *h, status *e), (c, f, s, h, e))
PASS_ON(status, clReleaseMemObject, (handle m), (m))
PASS_ON(handle, clCreateProgramWithSource,
        (handle c, unsigned n, const char **t, const size_t *l, status *e), (c, n, t, l, e))
PASS_ON(status, clReleaseProgram, (handle p), (p))
PASS_ON(status, clGetProgramInfo, (handle p, unsigned n, size_t s, void *v, size_t *a), (p, n, s, v, a))
PASS_ON(status, clGetProgramBuildInfo,
        (handle p, handle d, unsigned n, size_t s, void *v, size_t *a), (p, d, n, s, v, a))
PASS_ON(handle, clCreateKernel, (handle p, const char *n, status *e), (p, n, e))
PASS_ON(status, clReleaseKernel, (handle k), (k))
PASS_ON(status, clSetKernelArg, (handle k, unsigned i, size_t s, const void *v), (k, i, s, v))
PASS_ON(status, clReleaseEvent, (handle e), (e))
PASS_ON(status, clFlush, (handle q), (q))
PASS_ON(status, clFinish, (handle q), (q))
PASS_ON(handle, clEnqueueMapBuffer,
        (handle q, handle m, unsigned b, uint64_t f, size_t o, size_t s, unsigned n, const handle *w, handle *e,
         status *r),
        (q, m, b, f, o, s, n, w, e, r))
PASS_ON(status, clEnqueueUnmapMemObject,
        (handle q, handle m, void *p, unsigned n, const handle *w, handle *e), (q, m, p, n, w, e))
PASS_ON(status, clEnqueueWriteBuffer,
        (handle q, handle m, unsigned b, size_t o, size_t s, const void *p, unsigned n, const handle *w, handle *e),
        (q, m, b, o, s, p, n, w, e))

status clGetPlatformIDs(unsigned room, handle *platforms, unsigned *count) {
    status (*next)(unsigned, handle *, unsigned *) = real("clGetPlatformIDs");
    enter("platforms");
    return next(room, platforms, count);
}

status clGetDeviceIDs(handle platform, uint64_t type, unsigned room, handle *devices, unsigned *count) {
    status (*next)(handle, uint64_t, unsigned, handle *, unsigned *) = real("clGetDeviceIDs");
    if (misbehaves("strict") && type != 0xFFFFFFFF && type >> 5) {
        return INVALID_DEVICE_TYPE;
    }
    return next(platform, type, room, devices, count);
}

/* Puts a value in the place of a device's own. */
static status answer(const void *own, size_t length, size_t size, void *value, size_t *actual) {
    if (value && size < length) {
        return INVALID_VALUE;
    }
    if (value) {
        memcpy(value, own, length);
    }
    if (actual) {
        *actual = length;
    }
    return SUCCESS;
}

static int is_first(handle device) {
    static handle first;
    if (!first) {
        first = device;
    }
    return first == device;
}

static void longest_sides(size_t *sides) {
    const char *value = misbehaviour("sides");
    sides[0] = sides[1] = sides[2] = SIZE_MAX;
    if (value) {
        sscanf(value, "%zu,%zu,%zu", &sides[0], &sides[1], &sides[2]);
    }
}

static size_t largest_group(void) {
    const char *value = misbehaviour("group");
    return value ? strtoull(value, NULL, 10) : SIZE_MAX;
}

status clGetDeviceInfo(handle device, unsigned name, size_t size, void *value, size_t *actual) {
    status (*next)(handle, unsigned, size_t, void *, size_t *) = real("clGetDeviceInfo");
    uint64_t gpu = DEVICE_TYPE_GPU, none = 0, all = UINT64_MAX;
    size_t sides[3], group = largest_group();
    if (misbehaves("first-is-silent") && is_first(device)) {
        return INVALID_VALUE;
    }
    if (name == DEVICE_TYPE && misbehaves("gpu")) {
        return answer(&gpu, sizeof gpu, size, value, actual);
    }
    if (name == DEVICE_EXTENSIONS && misbehaves("amd")) {
        return answer("cl_amd_device_attribute_query", 30, size, value, actual);
    }
    if (name == DEVICE_BOARD_NAME_AMD && misbehaves("amd")) {
        return answer("Radeon of the Tests", 20, size, value, actual);
    }
    if (name == DEVICE_DOUBLE_FP_CONFIG && misbehaves("no-fp64")) {
        return answer(&none, sizeof none, size, value, actual);
    }
    if (name == DEVICE_MAX_MEM_ALLOC_SIZE && misbehaves("huge-allocation")) {
        return answer(&all, sizeof all, size, value, actual);
    }
    if (name == DEVICE_VERSION && misbehaves("version-1.1")) {
        return answer("OpenCL 1.1 ", 12, size, value, actual);
    }
    if (name == DEVICE_OPENCL_C_VERSION && misbehaves("version-1.1")) {
        return answer("OpenCL C 1.1 ", 14, size, value, actual);
    }
    if (name == DEVICE_MAX_WORK_GROUP_SIZE && misbehaves("group")) {
        return answer(&group, sizeof group, size, value, actual);
    }
    if (name == DEVICE_MAX_WORK_ITEM_SIZES && misbehaves("sides")) {
        longest_sides(sides);
        return answer(sides, sizeof sides, size, value, actual);
    }
    return next(device, name, size, value, actual);
}

handle clCreateCommandQueue(handle context, handle device, uint64_t properties, status *error) {
    handle (*next)(handle, handle, uint64_t, status *) = real("clCreateCommandQueue");
    if (misbehaves("no-profiling") && (properties & QUEUE_PROFILING_ENABLE)) {
        *error = INVALID_QUEUE_PROPERTIES;
        return NULL;
    }
    return next(context, device, properties, error);
}

status clBuildProgram(handle program, unsigned count, const handle *devices, const char *options,
                      void (*done)(handle, void *), void *data) {
    status (*next)(handle, unsigned, const handle *, const char *, void (*)(handle, void *), void *) =
        real("clBuildProgram");
    const char *more = misbehaviour("options");
    char all[1024];
    enter("build");
    if (misbehaves("no-fp64") && options && strstr(options, "-DFLOAT64=1")) {
        return BUILD_PROGRAM_FAILURE;
    }
    if (misbehaves("version-1.1") && options && strstr(options, "CL1.2")) {
        return BUILD_PROGRAM_FAILURE;
    }
    if (misbehaves("no-optimiser") && !(options && strstr(options, "-cl-opt-disable"))) {
        return BUILD_PROGRAM_FAILURE;
    }
    snprintf(all, sizeof all, "%s %.*s", options ? options : "", more ? (int)strcspn(more, " ") : 0, more ? more : "");
    return next(program, count, devices, all, done, data);
}

handle clCreateProgramWithBinary(handle context, unsigned count, const handle *devices, const size_t *lengths,
                                 const unsigned char **binaries, status *each, status *error) {
    handle (*next)(handle, unsigned, const handle *, const size_t *, const unsigned char **, status *, status *) =
        real("clCreateProgramWithBinary");
    enter("binary");
    return next(context, count, devices, lengths, binaries, each, error);
}

status clGetKernelWorkGroupInfo(handle kernel, handle device, unsigned name, size_t size, void *value, size_t *actual) {
    status (*next)(handle, handle, unsigned, size_t, void *, size_t *) = real("clGetKernelWorkGroupInfo");
    size_t group = largest_group();
    if (name == KERNEL_WORK_GROUP_SIZE && misbehaves("group")) {
        return answer(&group, sizeof group, size, value, actual);
    }
    return next(kernel, device, name, size, value, actual);
}

static pthread_mutex_t counting = PTHREAD_MUTEX_INITIALIZER;

static double millis_of(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

/* The queue of the launch that came last, and when it is to end at the earliest. */
static handle volatile last_queue;
static double volatile earliest_end;

/* The number of this launch, written to the log with its sizes. */
static long count_launch(unsigned dimensions, const size_t *global, const size_t *local) {
    static long launches;
    static double last;
    const char *name = getenv("MISBEHAVE_LOG");
    long number;
    pthread_mutex_lock(&counting);
    number = ++launches;
    if (name) {
        FILE *log = fopen(name, "a");
        double millis = millis_of(CLOCK_MONOTONIC);
        fprintf(log, "%zu x %zu in %zu x %zu after %.0f\n", global[0], dimensions > 1 ? global[1] : 1,
                local ? local[0] : 0, local && dimensions > 1 ? local[1] : 1, last ? millis - last : 0);
        fclose(log);
        last = millis;
    }
    pthread_mutex_unlock(&counting);
    return number;
}

static status planned_failure(long number, size_t items) {
    long at, code;
    const char *value = misbehaviour("fail");
    if (value && sscanf(value, "%ld,%ld", &at, &code) == 2 && number == at) {
        return (status)code;
    }
    value = misbehaviour("lost");
    if (value && is_time()) {
        return (status)strtol(value, NULL, 10);
    }
    value = misbehaviour("fail-above");
    if (value && sscanf(value, "%ld,%ld", &at, &code) == 2 && items > (size_t)at) {
        return (status)code;
    }
    return SUCCESS;
}

status clEnqueueNDRangeKernel(handle queue, handle kernel, unsigned dimensions, const size_t *offset,
                              const size_t *global, const size_t *local, unsigned waits, const handle *wait_for,
                              handle *event) {
    status (*next)(handle, handle, unsigned, const size_t *, const size_t *, const size_t *, unsigned,
                   const handle *, handle *) =
        real("clEnqueueNDRangeKernel");
    size_t sides[3], group = 1, items = 1;
    const char *slow = misbehaviour("slow"), *spin = misbehaviour("spin");
    double duration = 0;
    long number;
    status failure;
    enter("launch");
    longest_sides(sides);
    for (unsigned dimension = 0; dimension < dimensions; dimension++) {
        items *= global[dimension];
        group *= local ? local[dimension] : 1;
        if (local && local[dimension] > sides[dimension]) {
            return INVALID_WORK_ITEM_SIZE;
        }
    }
    if (group > largest_group()) {
        return INVALID_WORK_GROUP_SIZE;
    }
    number = count_launch(dimensions, global, local);
    failure = planned_failure(number, items);
    if (failure) {
        return failure;
    }
    if (slow) {
        usleep(1000 * strtoul(slow, NULL, 10));
    }
    if (spin && !(misbehaves("uneven") && number % 3 == 0)) {
        duration = strtod(spin, NULL) * items / 1e6;
    }
    last_queue = queue;
    earliest_end = millis_of(CLOCK_MONOTONIC) + duration;
    return next(queue, kernel, dimensions, offset, global, local, waits, wait_for, event);
}

status clGetEventInfo(handle event, unsigned name, size_t size, void *value, size_t *actual) {
    status (*next)(handle, unsigned, size_t, void *, size_t *) = real("clGetEventInfo");
    int32_t running = COMMAND_RUNNING;
    if (name == EVENT_COMMAND_EXECUTION_STATUS && millis_of(CLOCK_MONOTONIC) < earliest_end) {
        return answer(&running, sizeof running, size, value, actual);
    }
    return next(event, name, size, value, actual);
}

/* Keeps a core busy until an event is complete, or else until a time, as NVIDIA's driver does. */
static void spin_until(double end, handle event) {
    const char *name = getenv("MISBEHAVE_LOG");
    double began = millis_of(CLOCK_THREAD_CPUTIME_ID), late = millis_of(CLOCK_MONOTONIC) - end;
    int32_t state = COMMAND_RUNNING;
    if (!misbehaves("spin")) {
        return;
    }
    do {
        for (volatile int turns = 0; turns < 10000; turns++) {
        }
        if (!event) {
            state = millis_of(CLOCK_MONOTONIC) < end ? COMMAND_RUNNING : COMMAND_COMPLETE;
        } else if (clGetEventInfo(event, EVENT_COMMAND_EXECUTION_STATUS, sizeof state, &state, NULL) != SUCCESS) {
            return;
        }
    } while (state > COMMAND_COMPLETE);
    if (name) {
        pthread_mutex_lock(&counting);
        FILE *log = fopen(name, "a");
        fprintf(log, "busy for %.2f%s", millis_of(CLOCK_THREAD_CPUTIME_ID) - began, event ? "" : " in a read\n");
        if (event) {
            fprintf(log, ", late by %.2f\n", late);
        }
        fclose(log);
        pthread_mutex_unlock(&counting);
    }
}

status clWaitForEvents(unsigned count, const handle *events) {
    status (*next)(unsigned, const handle *) = real("clWaitForEvents");
    enter("wait");
    spin_until(earliest_end, events[0]);
    return next(count, events);
}

status clEnqueueReadBuffer(handle queue, handle mem, unsigned blocking, size_t offset, size_t size, void *to,
                           unsigned waits, const handle *wait_for, handle *event) {
    status (*next)(handle, handle, unsigned, size_t, size_t, void *, unsigned, const handle *, handle *) =
        real("clEnqueueReadBuffer");
    double end = earliest_end;
    enter("read");
    if (blocking && queue == last_queue) {
        spin_until(end, NULL);
    }
    return next(queue, mem, blocking, offset, size, to, waits, wait_for, event);
}

status clGetEventProfilingInfo(handle event, unsigned name, size_t size, void *value, size_t *actual) {
    status (*next)(handle, unsigned, size_t, void *, size_t *) = real("clGetEventProfilingInfo");
    uint64_t always = 1;
    if (misbehaves("lost-profiling") || misbehaves("no-profiling")) {
        return PROFILING_INFO_NOT_AVAILABLE;
    }
    if (misbehaves("clock-stands")) {
        return answer(&always, sizeof always, size, value, actual);
    }
    return next(event, name, size, value, actual);
}
