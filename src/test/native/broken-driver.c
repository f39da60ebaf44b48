/*
 * An OpenCL driver that misbehaves, for tests. An .icd file names the library; the ICD loader asks it for its
 * platforms by clIcdGetPlatformIDsKHR (cl_khr_icd extension). BEHAVIOUR names what it does then:
 *
 *   crash, fault      abort(), a write to address 0
 *   quit, leave       exit(3), _exit(0)
 *   die               SIGKILL, as from the kernel when memory is short
 *   hang, spin        waits for ever, computes for ever
 *   print             prints to standard output, and has no platform
 *   flood             prints without end
 *   empty             a platform without a device, as Mesa's is on a machine without a GPU
 *   fault_later       a platform whose list of devices ends the process
 *   hang_on_load      waits for ever when the library is loaded
 *   hang_on_exit      no platform, and waits for ever when the process ends
 *
 * Before that, a line is added to the file that the variable BROKEN_DRIVER_LOG names, if it is set.
 */
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NOT_FOUND (-1)
#define PLATFORM_NOT_FOUND (-1001)
#define PLATFORM_EXTENSIONS 0x0904

#define TEXT_OF(word) #word
#define TEXT(word) TEXT_OF(word)
#define IS(name) (strcmp(TEXT(BEHAVIOUR), name) == 0)

typedef int (*function)(void);

static function dispatch[256];

/* A platform begins with the table of its functions, in the order of the specification's header cl_icd.h. */
static struct {
    function *dispatch;
} platform = {dispatch};

static int get_platform_info(void *which, unsigned name, size_t size, void *value, size_t *actual) {
    const char *text = name == PLATFORM_EXTENSIONS ? "cl_khr_icd" : "a platform of the tests";
    size_t length = strlen(text) + 1;
    (void)which;
    if (actual) {
        *actual = length;
    }
    if (value && size >= length) {
        memcpy(value, text, length);
    }
    return 0;
}

static int get_device_ids(void *which, unsigned long type, unsigned room, void **devices, unsigned *count) {
    (void)which;
    (void)type;
    (void)room;
    (void)devices;
    if (IS("fault_later")) {
        *(volatile int *)0 = 1;
    }
    if (count) {
        *count = 0;
    }
    return NOT_FOUND;
}

static void wait_for_ever(void) {
    for (;;) {
        pause();
    }
}

static void add_to_log(void) {
    const char *name = getenv("BROKEN_DRIVER_LOG");
    FILE *log = name ? fopen(name, "a") : NULL;
    if (log) {
        fputs(TEXT(BEHAVIOUR) "\n", log);
        fclose(log);
    }
}

__attribute__((constructor)) static void load(void) {
    add_to_log();
    if (IS("hang_on_load")) {
        wait_for_ever();
    }
}

__attribute__((destructor)) static void unload(void) {
    if (IS("hang_on_exit")) {
        wait_for_ever();
    }
}

int clIcdGetPlatformIDsKHR(unsigned room, void **platforms, unsigned *count) {
    volatile unsigned long steps = 0;
    if (IS("crash")) {
        abort();
    } else if (IS("fault")) {
        *(volatile int *)0 = 1;
    } else if (IS("quit")) {
        exit(3);
    } else if (IS("leave")) {
        _exit(0);
    } else if (IS("die")) {
        kill(getpid(), SIGKILL);
    } else if (IS("hang")) {
        wait_for_ever();
    } else if (IS("spin")) {
        while (1) {
            steps++;
        }
    } else if (IS("print")) {
        puts("a driver's greeting");
        fflush(stdout);
    } else if (IS("flood")) {
        while (puts("a driver's greeting, and another one, and another one, and another one") >= 0) {
            steps++;
        }
    } else if (IS("empty") || IS("fault_later")) {
        dispatch[1] = (function)get_platform_info;
        dispatch[2] = (function)get_device_ids;
        if (count) {
            *count = 1;
        }
        if (platforms && room > 0) {
            platforms[0] = &platform;
        }
        return 0;
    }
    if (count) {
        *count = 0;
    }
    return PLATFORM_NOT_FOUND;
}

void *clGetExtensionFunctionAddress(const char *name) {
    return strcmp(name, "clIcdGetPlatformIDsKHR") == 0 ? (void *)clIcdGetPlatformIDsKHR : NULL;
}

/* The loader asks this one whether the platform has the extension cl_khr_icd. */
int clGetPlatformInfo(void *which, unsigned name, size_t size, void *value, size_t *actual) {
    return get_platform_info(which, name, size, value, actual);
}
