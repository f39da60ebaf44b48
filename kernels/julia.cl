// Escape counts of z -> z^2 + c, as ScalarKernel and ScalarMapKernel define them for float64, and ScalarKernel32 and
// ScalarMapKernel32 for float32. The stages are those of the kernels in Java, in the same order: place, step, test,
// count, end cycles, store.
//
// Counts must equal those of the scalar kernel to the last bit, so every operation is rounded by itself: no mad, no
// fma, no build options that loosen arithmetic, and no contraction, which is on by default (OpenCL C 1.2
// specification, 6.12.1).
//
// Build options:
//   FLOAT64  1 for double, 0 for float
//   WIDTH    orbits in a vector, 1 to 16. 1 on a GPU, whose vectors consist of work-items; compilers for CPUs do not
//            vectorise over work-items that leave a loop at different times
//   VECTORS  vectors in flight, one row each, 1 to 4. More than 1 for a CPU, which does not switch between work-items
//            while an operation waits for the one before
//   SEGMENTED  1 for launches that make a range of steps and save the orbits, 0 for those that make all steps
//   SMOOTH   1 for smooth counts, 0 for plain ones
//   MAP      1 for the Mandelbrot set, whose pixels are c, 0 for a Julia set, whose pixels are first points
#pragma OPENCL FP_CONTRACT OFF
#if FLOAT64
#pragma OPENCL EXTENSION cl_khr_fp64 : enable
#define REAL double
#define FLAG long
#define NUMBER ulong
#else
#define REAL float
#define FLAG int
#define NUMBER uint
#endif

#define JOIN_NAMES(a, b) a##b
#define JOIN(a, b) JOIN_NAMES(a, b)
#if WIDTH == 1
typedef REAL reals;
typedef FLAG flags;
typedef NUMBER numbers;
#define flags_of(condition) (-(FLAG)(condition))
#define numbers_of(flags) ((NUMBER)(flags))
#define bits_of JOIN(as_, NUMBER)
#define load_reals(index, address) ((address)[index])
#define store_numbers(numbers, lanes) (*(lanes) = (numbers))
#define load_numbers(lanes) (*(lanes))
#define load_uints(index, address) ((NUMBER)(address)[index])
#define store_reals(reals, index, address) ((address)[index] = (reals))
#define store_uints(numbers, index, address) ((address)[index] = (uint)(numbers))
#else
typedef JOIN(REAL, WIDTH) reals;
typedef JOIN(FLAG, WIDTH) flags;
typedef JOIN(NUMBER, WIDTH) numbers;
#define flags_of(condition) (condition)
#define numbers_of JOIN(JOIN(as_, NUMBER), WIDTH)
#define bits_of numbers_of
#define load_reals JOIN(vload, WIDTH)
#define store_numbers(numbers, lanes) JOIN(vstore, WIDTH)(numbers, 0, lanes)
#define load_numbers(lanes) JOIN(vload, WIDTH)(0, lanes)
#define load_uints(index, address) JOIN(JOIN(convert_, NUMBER), WIDTH)(JOIN(vload, WIDTH)(index, address))
#define store_reals JOIN(vstore, WIDTH)
#define store_uints(numbers, index, address) JOIN(vstore, WIDTH)(JOIN(convert_uint, WIDTH)(numbers), index, address)
#endif

// Steps between two tests, where an escape is final (see EscapeRule.java), and between two comparisons with a past
// point (see CycleDetection.java). Stepping all orbits of a work-item together without keeping inside points until a
// test finds one outside, and counting step by step from there, as SimdKernel does, gains nothing with PoCL's compiler,
// and takes half as long again where orbits of a work-item differ by hundreds of steps.
#define STEPS 6
#define INTERVAL 120

// Repeats a statement for each vector in flight. The vectors are separate variables, since compilers for CPUs keep
// arrays in memory.
#if VECTORS == 1
#define EACH(DO) DO(0)
#elif VECTORS == 2
#define EACH(DO) DO(0) DO(1)
#elif VECTORS == 3
#define EACH(DO) DO(0) DO(1) DO(2)
#else
#define EACH(DO) DO(0) DO(1) DO(2) DO(3)
#endif

// The first point of an orbit, and its c: one is the pixel, the other is the same for all pixels.
#define PIXEL_RE load_reals(0, xs + column)
#define PIXEL_IM(v) ys[min(row + v, (size_t)rows - 1)]
#if MAP
#define FIRST(v)                                                              \
  const reals cre##v = PIXEL_RE, cim##v = PIXEL_IM(v);                        \
  reals re##v = shared_re, im##v = shared_im;
#define C_RE(v) cre##v
#define C_IM(v) cim##v
#define NEAR_TIP(v) is_near |= flags_of(fabs(cre##v + (reals)2) < reach) & flags_of(fabs(cim##v) < reach);
#else
#define FIRST(v) reals re##v = PIXEL_RE, im##v = PIXEL_IM(v);
#define C_RE(v) shared_re
#define C_IM(v) shared_im
#endif

#define PLACE(v)                                                              \
  FIRST(v)                                                                    \
  reals inside_re##v = re##v, inside_im##v = im##v;                           \
  reals past_re##v = re##v, past_im##v = im##v;                               \
  numbers n##v = 0;                                                           \
  PLACE_NORM(v)

// The squared norm is below the bound as long as an orbit is inside, then that with which it has escaped. Of orbits
// that are saved outside it has the place of the imaginary part.
#if SMOOTH
#define PLACE_NORM(v) reals norm##v = 0;
#define KEEP_NORM(v) norm##v = select(norm##v, re##v * re##v + im##v * im##v, flags_of(norm##v < bound));
#define LOAD_NORM(v) norm##v = select((reals)0, im##v, flags_of(re##v == (reals)INFINITY));
#define IM_OR_NORM(v) select(im##v, norm##v, flags_of(norm##v >= bound))
#else
#define PLACE_NORM(v)
#define KEEP_NORM(v)
#define LOAD_NORM(v)
#define IM_OR_NORM(v) im##v
#endif

#if SEGMENTED
// Loads the orbits that the launch before saved: the last points inside if an escape is final, else the points.
#define LOAD(v)                                                               \
  re##v = inside_re##v = past_re##v = load_reals(slot + v, res);              \
  im##v = inside_im##v = past_im##v = load_reals(slot + v, ims);              \
  n##v = load_uints(slot + v, numbers_so_far);                                \
  LOAD_NORM(v)
#endif

#define STEP(v)                                                               \
  {                                                                           \
    const reals reim = re##v * im##v;                                         \
    re##v = (re##v * re##v - im##v * im##v) + C_RE(v);                        \
    im##v = (reim + reim) + C_IM(v);                                          \
  }

#define IS_INSIDE(v) flags_of(re##v * re##v + im##v * im##v < bound)

#define TEST(v) const flags is_inside = IS_INSIDE(v);

// Adds the steps since the last test.
#define COUNT(v) n##v += numbers_of(is_inside) & steps;

#define KEEP_INSIDE(v)                                                        \
  inside_re##v = select(inside_re##v, re##v, is_inside);                   \
  inside_im##v = select(inside_im##v, im##v, is_inside);

#define TEST_AND_COUNT(v) { TEST(v) COUNT(v) KEEP_INSIDE(v) any_inside |= is_inside; }

#define RETURN_INSIDE(v) re##v = inside_re##v, im##v = inside_im##v;

// Moves escaped orbits to infinity, where they stay.
#define STAY_OUTSIDE(v) re##v = select((reals)INFINITY, re##v, is_inside);

#define STEP_TEST_AND_COUNT(v) { STEP(v) TEST(v) COUNT(v) KEEP_NORM(v) STAY_OUTSIDE(v) any_inside |= is_inside; }

// Sets the count of orbits that returned to their past point to the limit, and moves them to infinity.
#define END_CYCLES(v)                                                         \
  {                                                                           \
    const flags is_past = flags_of(re##v == past_re##v) & flags_of(im##v == past_im##v) & IS_INSIDE(v);\
    n##v = (n##v & ~numbers_of(is_past)) | (limit & numbers_of(is_past));     \
    re##v = select(re##v, (reals)INFINITY, is_past);                          \
    inside_re##v = select(inside_re##v, (reals)INFINITY, is_past);            \
  }

#define SET_PAST(v) past_re##v = re##v, past_im##v = im##v;

#define STORE(v)                                                              \
  if (row + v < rows) {                                                       \
    const uint lanes = min((uint)WIDTH, (uint)(width - column));              \
    STORE_LANES(v)                                                            \
  }

#if SMOOTH
// The steps after the last point that a test found inside: up to one that is outside.
#define LAST_STEPS STEPS
#define STORE_LANES(v)                                                        \
  store_smooth(n##v, norm##v, limit, (row + v) * width + column, lanes, cells, first, farthest, shift, counts);
#else
// One step less leads to a point that may still be inside; the next one is outside.
#define LAST_STEPS (STEPS - 1)
#define STORE_LANES(v) store(n##v, limit, (row + v) * width + column, lanes, bytes, counts);
#endif

#if SEGMENTED
#define SAVE(v)                                                               \
  store_reals(re##v, slot + v, res);                                          \
  store_reals(IM_OR_NORM(v), slot + v, ims);                                  \
  store_uints(n##v, slot + v, numbers_so_far);
#else
#define FROM 0
#define TO limit
#endif

// Stores the counts of a vector. A count above the limit stands for the limit.
#if SMOOTH
// SmoothLevels.java says how a fraction is found.
void store_smooth(const numbers n, const reals norm, const uint limit, const size_t pixel, const uint lanes,
                  __global const NUMBER *cells, const NUMBER first, const NUMBER farthest, const uint shift,
                  __global uint *counts) {
  const numbers past = min(bits_of(norm) - first, (numbers)farthest);
  NUMBER found[WIDTH];
  store_numbers(past >> (numbers)shift, found);
  for (uint lane = 0; lane < WIDTH; lane++) found[lane] = cells[found[lane]];
  const numbers fractions = (load_numbers(found) - past) >> (numbers)shift;
  const numbers smooth = select((numbers)(limit * 4096), n * 4096 + fractions, flags_of(n < limit));
  if (lanes == WIDTH) {
    store_uints(smooth, 0, counts + pixel);
  } else {
    store_numbers(smooth, found);
    for (uint lane = 0; lane < lanes; lane++) counts[pixel + lane] = (uint)found[lane];
  }
}
#else
void store(const numbers n, const uint limit, const size_t pixel, const uint lanes, const uint bytes,
           __global void *counts) {
  NUMBER found[WIDTH];
  store_numbers(n, found);
  for (uint lane = 0; lane < lanes; lane++) {
    const uint count = min(found[lane], (NUMBER)limit);
    if (bytes == 1) ((__global uchar *)counts)[pixel + lane] = (uchar)count;
    else if (bytes == 2) ((__global ushort *)counts)[pixel + lane] = (ushort)count;
    else ((__global uint *)counts)[pixel + lane] = count;
  }
}
#endif

// Computes the counts of all pixels (xs[column], ys[row]). A work-item has WIDTH columns of VECTORS rows. The NDRange
// is rounded up to whole work-groups, so some work-items have fewer pixels or none.
//
//   0 xs       REAL[width rounded up to WIDTH]  real axis
//   1 ys       REAL[rows]  imaginary axis
//   2 shared_re REAL       real part of c, or with MAP of the first point of all orbits
//   3 shared_im REAL       imaginary part of it
//   4 bound    REAL        squared threshold
//   5 limit    uint        iteration limit
//   6 is_final uint        1 if an escape is final, else 0; or with MAP
//     reach    REAL        half a side of the square around c = -2 in which an escape is not final
//   7 width    uint        pixels in a row
//   8 rows     uint        rows
//   9 bytes    uint        bytes of a count: 1, 2 or 4, as the limit needs
//  10 counts   unsigned integers of that size, [rows*width], row-major
//
// If SEGMENTED also the following; the launch that reaches the limit writes the counts:
//
//  11 FROM     uint        steps made by earlier launches, 0 for the first
//  12 TO       uint        steps made after this launch: a multiple of INTERVAL, or the limit
//  13 res      REAL[work-items*WIDTH*VECTORS]  real parts of the orbits' points
//  14 ims      REAL[work-items*WIDTH*VECTORS]  imaginary parts
//  15 numbers_so_far uint[work-items*WIDTH*VECTORS]  steps counted by earlier launches
//  16 going_on uint[1]     set to 1 if an orbit continues
//
// With SMOOTH also, after these, a SmoothLevels in Java:
//
//     cells    NUMBER[]    its table
//     first    NUMBER      bits of the bound
//     farthest NUMBER      the most that is taken for what is past them
//     shift    uint        bits below those that say which cell it is in
__kernel void julia(__global const REAL *xs, __global const REAL *ys, const REAL shared_re, const REAL shared_im,
                    const REAL bound, const uint limit,
#if MAP
                    const REAL reach,
#else
                    const uint is_final,
#endif
                    const uint width, const uint rows, const uint bytes, __global void *counts
#if SEGMENTED
                    , const uint FROM, const uint TO, __global REAL *res, __global REAL *ims,
                    __global uint *numbers_so_far, __global uint *going_on
#endif
#if SMOOTH
                    , __global const NUMBER *cells, const NUMBER first, const NUMBER farthest, const uint shift
#endif
                    ) {
  const size_t column = get_global_id(0) * WIDTH;
  const size_t row = get_global_id(1) * VECTORS;
  if (column >= width || row >= rows) return;
  EACH(PLACE)
#if MAP
  flags is_near = 0;
  EACH(NEAR_TIP)
  const int is_final = !any(is_near);
#endif
#if SEGMENTED
  const size_t slot = (get_global_id(1) * get_global_size(0) + get_global_id(0)) * VECTORS;
  if (FROM > 0) { EACH(LOAD) }
#endif
  uint n = FROM, end_of_steps = TO;
  int going = 1, any_goes_on = 1;
  if (is_final) {
    const uint steps = STEPS, tested = TO / STEPS * STEPS;
    uint next_past = 0;
    while (going && n < tested) {
      const uint end = n + min(tested - n, (uint)INTERVAL);
      for (; going && n < end; n += steps) {
        flags any_inside = 0;
        EACH(STEP) EACH(STEP) EACH(STEP) EACH(STEP) EACH(STEP) EACH(STEP)
        EACH(TEST_AND_COUNT)
        going = any(any_inside);
      }
      if (going && (FROM > 0 || next_past > 0)) { EACH(END_CYCLES) }
      if (n >= next_past) {
        EACH(SET_PAST)
        next_past = n > 0x40000000 ? 0x7fffffff : 2 * n;
      }
    }
    EACH(RETURN_INSIDE)
    any_goes_on = going;
    going = TO == limit;
    n = 0;
    end_of_steps = LAST_STEPS;
  }
  for (; going && n < end_of_steps; n++) {
    const uint steps = 1;
    flags any_inside = 0;
    EACH(STEP_TEST_AND_COUNT)
    going = any(any_inside);
  }
#if SEGMENTED
  if (TO < limit) {
    EACH(SAVE)
    if (any_goes_on && (is_final || going)) *going_on = 1;
    return;
  }
#endif
  EACH(STORE)
}

// Computes a*b - c and c - a*b, in one expression and over two statements. A result is 0 if the product is rounded and
// equals c, and not 0 if the compiler contracts the operations. One work-item.
__kernel void contraction(const REAL a, const REAL b, const REAL c, __global REAL *results) {
  const REAL product = a * b;
  results[0] = a * b - c;
  results[1] = c - a * b;
  results[2] = product - c;
}
