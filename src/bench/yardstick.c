// What the program's kernels are measured against: the same counts by the same strict arithmetic in C.
//
// Usage: yardstick loop|vectors double|float THREADS RUNS WIDTH HEIGHT XLEFT XRIGHT YBOT YTOP RE IM THRESHOLD LIMIT
//
// loop counts one orbit at a time. vectors has one orbit in each lane of the widest vectors of the processor that this
// is compiled for, and four vectors in flight, one row each. Prints the seconds of the fastest run and the sum of the
// counts. An escape has to be final: a threshold of 2 and |c| below it.
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>



#if defined(__AVX512F__)
#define BYTES 64
#elif defined(__AVX2__)
#define BYTES 32
#else
#define BYTES 16
#endif
#define VECTORS 4

typedef struct {
  int width, height, limit;
  double xleft, xright, ybot, ytop, re, im, bound;
  int32_t *counts;
} picture;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

#define KERNELS(REAL, INTEGER)                                                                                \
  static REAL x_##REAL(const picture *p, int column) {                                                       \
    return (REAL)(p->xleft + (p->xright - p->xleft) * column / p->width);                                    \
  }                                                                                                          \
  static REAL y_##REAL(const picture *p, int row) {                                                          \
    return (REAL)(p->ytop - (p->ytop - p->ybot) * (row + 1) / p->height);                                    \
  }                                                                                                          \
  static void loop_##REAL(const picture *p, int row) {                                                       \
    const REAL cre = p->re, cim = p->im, bound = p->bound;                                                   \
    for (int column = 0; column < p->width; column++) {                                                      \
      REAL re = x_##REAL(p, column), im = y_##REAL(p, row);                                                  \
      int n = 0;                                                                                             \
      for (; n < p->limit; n++) {                                                                            \
        const REAL reim = re * im;                                                                           \
        re = (re * re - im * im) + cre;                                                                      \
        im = (reim + reim) + cim;                                                                            \
        if (re * re + im * im >= bound) {                                                                    \
          break;                                                                                             \
        }                                                                                                    \
      }                                                                                                      \
      p->counts[(size_t)row * p->width + column] = n;                                                        \
    }                                                                                                        \
  }                                                                                                          \
  typedef REAL vector_##REAL __attribute__((vector_size(BYTES)));                                            \
  typedef INTEGER flags_##REAL __attribute__((vector_size(BYTES)));                                          \
  static void vectors_##REAL(const picture *p, int row) {                                                    \
    enum { LANES = BYTES / sizeof(REAL) };                                                                   \
    const vector_##REAL zero = {0};                                                                          \
    const vector_##REAL cre = zero + (REAL)p->re, cim = zero + (REAL)p->im, bound = zero + (REAL)p->bound;   \
    for (int column = 0; column < p->width; column += LANES) {                                               \
      vector_##REAL re[VECTORS], im[VECTORS];                                                                \
      flags_##REAL n[VECTORS];                                                                               \
      for (int v = 0; v < VECTORS; v++) {                                                                    \
        n[v] = (flags_##REAL){0};                                                                            \
        im[v] = zero + y_##REAL(p, row + v);                                                                 \
        for (int lane = 0; lane < LANES; lane++) {                                                           \
          re[v][lane] = x_##REAL(p, column + lane);                                                          \
        }                                                                                                    \
      }                                                                                                      \
      for (int step = 0; step < p->limit; step++) {                                                          \
        uint64_t any = 0;                                                                                    \
        _Pragma("GCC unroll 4") for (int v = 0; v < VECTORS; v++) {                                          \
          const vector_##REAL reim = re[v] * im[v];                                                          \
          re[v] = (re[v] * re[v] - im[v] * im[v]) + cre;                                                     \
          im[v] = (reim + reim) + cim;                                                                       \
          any |= COUNT_##REAL(n[v], re[v] * re[v] + im[v] * im[v], bound);                                   \
        }                                                                                                    \
        if (!any) {                                                                                          \
          break;                                                                                             \
        }                                                                                                    \
      }                                                                                                      \
      for (int v = 0; v < VECTORS; v++) {                                                                    \
        for (int lane = 0; lane < LANES; lane++) {                                                           \
          p->counts[(size_t)(row + v) * p->width + column + lane] = n[v][lane];                              \
        }                                                                                                    \
      }                                                                                                      \
    }                                                                                                        \
  }

// Adds 1 to the counts of lanes whose norm is below the bound, and says whether there are any.
#if defined(__AVX512F__)
#include <immintrin.h>
#define COUNT_double(n, norm, bound) ({                                                                       \
    __mmask8 inside = _mm512_cmp_pd_mask(norm, bound, _CMP_LT_OQ);                                           \
    n = (flags_double)_mm512_mask_add_epi64((__m512i)n, inside, (__m512i)n, _mm512_set1_epi64(1));           \
    inside; })
#define COUNT_float(n, norm, bound) ({                                                                        \
    __mmask16 inside = _mm512_cmp_ps_mask(norm, bound, _CMP_LT_OQ);                                          \
    n = (flags_float)_mm512_mask_add_epi32((__m512i)n, inside, (__m512i)n, _mm512_set1_epi32(1));            \
    inside; })
#elif defined(__AVX2__)
#include <immintrin.h>
#define COUNT_double(n, norm, bound) ({                                                                       \
    __m256d inside = _mm256_cmp_pd(norm, bound, _CMP_LT_OQ);                                                 \
    n -= (flags_double)inside;                                                                               \
    _mm256_movemask_pd(inside); })
#define COUNT_float(n, norm, bound) ({                                                                        \
    __m256 inside = _mm256_cmp_ps(norm, bound, _CMP_LT_OQ);                                                  \
    n -= (flags_float)inside;                                                                                \
    _mm256_movemask_ps(inside); })
#else
#define COUNT_ANY(n, norm, bound) ({                                                                          \
    __typeof__(n) inside = (norm) < (bound);                                                                 \
    n -= inside;                                                                                             \
    typedef uint64_t halves __attribute__((vector_size(BYTES)));                                             \
    ((halves)inside)[0] | ((halves)inside)[1]; })
#define COUNT_double COUNT_ANY
#define COUNT_float COUNT_ANY
#endif

KERNELS(double, int64_t)
KERNELS(float, int32_t)

static const picture *shared;
static void (*kernel)(const picture *, int);
static int rows, next_row;

static void *work(void *unused) {
  (void)unused;
  int row;
  while ((row = __atomic_fetch_add(&next_row, rows, __ATOMIC_RELAXED)) < shared->height) {
    kernel(shared, row);
  }
  return NULL;
}

static double run(const picture *p, int threads) {
  pthread_t others[threads];
  const double start = now();
  shared = p;
  next_row = 0;
  for (int k = 1; k < threads; k++) {
    if (pthread_create(&others[k], NULL, work, NULL)) {
      fprintf(stderr, "yardstick: no thread\n");
      exit(1);
    }
  }
  work(NULL);
  for (int k = 1; k < threads; k++) {
    pthread_join(others[k], NULL);
  }
  return now() - start;
}

int main(int count, char **args) {
  if (count != 15) {
    fprintf(stderr, "usage: yardstick loop|vectors double|float THREADS RUNS WIDTH HEIGHT"
                    " XLEFT XRIGHT YBOT YTOP RE IM THRESHOLD LIMIT\n");
    return 2;
  }
  const int is_vectors = !strcmp(args[1], "vectors"), is_float = !strcmp(args[2], "float");
  const double threshold = atof(args[13]);
  picture p = {atoi(args[5]), atoi(args[6]), atoi(args[14]), atof(args[7]), atof(args[8]), atof(args[9]),
               atof(args[10]), atof(args[11]), atof(args[12]), threshold * threshold, NULL};
  rows = is_vectors ? VECTORS : 1;
  kernel = is_vectors ? (is_float ? vectors_float : vectors_double) : (is_float ? loop_float : loop_double);
  if (is_vectors && (p.width % (BYTES / 4) || p.height % VECTORS)) {
    fprintf(stderr, "yardstick: vectors take multiples of %d columns and %d rows\n", BYTES / 4, VECTORS);
    return 2;
  }
  const size_t pixels = (size_t)p.width * p.height;
  p.counts = malloc(pixels * sizeof *p.counts);
  if (!p.counts) {
    fprintf(stderr, "yardstick: out of memory\n");
    return 1;
  }
  double best = 1e9;
  for (int k = atoi(args[4]); k > 0; k--) {
    const double seconds = run(&p, atoi(args[3]));
    best = seconds < best ? seconds : best;
  }
  uint64_t sum = 0;
  for (size_t k = 0; k < pixels; k++) {
    sum += p.counts[k];
  }
  printf("%.6f %llu\n", best, (unsigned long long)sum);
  free(p.counts);
  return 0;
}
