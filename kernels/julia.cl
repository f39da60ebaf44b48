// Escape counts of z -> z^2 + c: the functions of ScalarKernel.java, in its order, with its names.
// A lane is a work-item.
//
// Built with no options that loosen arithmetic. Counts must equal the scalar engine's to the last
// bit, so every operation is rounded by itself: no mad, no fma, and no contraction, which is ON unless
// a program says otherwise (OpenCL C 1.2 specification, 6.12.1).
#pragma OPENCL FP_CONTRACT OFF
#pragma OPENCL EXTENSION cl_khr_fp64 : enable

// Iterations before the one that takes the orbit of re + im*i to a squared norm of at least bound;
// limit where none does.
uint escape(double re, double im, const double cre, const double cim, const double bound, const uint limit) {
  double re2 = re * re;
  double im2 = im * im;
  double reim = re * im;
  for (uint n = 0; n < limit; n++) {
    re = (re2 - im2) + cre;
    im = (reim + reim) + cim;
    re2 = re * re;
    im2 = im * im;
    reim = re * im;
    if (re2 + im2 >= bound) return n;
  }
  return limit;
}

// Counts of every pixel (xs[column], ys[row]), one work-item each. The NDRange is rounded up to whole
// work-groups, so some work-items have no pixel.
//
//   0 xs      float64[width]  real axis
//   1 ys      float64[rows]   imaginary axis
//   2 cre     real part of c
//   3 cim     imaginary part of c
//   4 bound   squared threshold
//   5 limit   iteration limit
//   6 width   pixels in a row
//   7 rows    rows
//   8 bytes   bytes of a count: 1, 2 or 4, as the limit needs
//   9 counts  unsigned integers of that size, [rows*width], row-major
__kernel void julia(__global const double *xs, __global const double *ys, const double cre, const double cim,
                    const double bound, const uint limit, const uint width, const uint rows, const uint bytes,
                    __global void *counts) {
  const size_t column = get_global_id(0);
  const size_t row = get_global_id(1);
  if (column >= width || row >= rows) return;
  const size_t pixel = row * width + column;
  const uint count = escape(xs[column], ys[row], cre, cim, bound, limit);
  if (bytes == 1) ((__global uchar *)counts)[pixel] = (uchar)count;
  else if (bytes == 2) ((__global ushort *)counts)[pixel] = (ushort)count;
  else ((__global uint *)counts)[pixel] = count;
}

// The ceiling of a device for this arithmetic: the steps of escape() where no orbit escapes, none waits
// for another, nothing is read and next to nothing written. Four independent vectors of orbits per
// work-item, each as wide as the device prefers (WIDTH, a build option): 4*WIDTH*limit iterations.
#define JOIN_NAMES(a, b) a##b
#define JOIN(a, b) JOIN_NAMES(a, b)
#if WIDTH == 1
typedef double reals;
typedef long flags;
#define any_of(flags) (flags != 0)
#else
typedef JOIN(double, WIDTH) reals;
typedef JOIN(long, WIDTH) flags;
#define any_of(flags) any(flags)
#endif

void advance(reals *re2, reals *im2, reals *reim, flags *escaped, const double cre, const double cim,
             const double bound) {
  const reals re = (*re2 - *im2) + cre;
  const reals im = (*reim + *reim) + cim;
  *re2 = re * re;
  *im2 = im * im;
  *reim = re * im;
  *escaped |= *re2 + *im2 >= bound;
}

//   0 x        the orbits start at multiples of x on the real axis, all of them bounded
//   1 cre      real part of c
//   2 cim      imaginary part of c
//   3 bound    squared threshold
//   4 limit    iterations of each orbit
//   5 escaped  uint32[work-items], 0: that it is written keeps the compiler from leaving the work out
__kernel void ceiling(const double x, const double cre, const double cim, const double bound, const uint limit,
                      __global uint *escaped) {
  const size_t item = get_global_id(0);
  reals a = x * (item & 15), b = a + x, c = b + x, d = c + x;
  reals a2 = a * a, b2 = b * b, c2 = c * c, d2 = d * d;
  reals ai2 = 0, bi2 = 0, ci2 = 0, di2 = 0, ai = 0, bi = 0, ci = 0, di = 0;
  flags af = 0, bf = 0, cf = 0, df = 0;
  for (uint n = 0; n < limit; n++) {
    advance(&a2, &ai2, &ai, &af, cre, cim, bound);
    advance(&b2, &bi2, &bi, &bf, cre, cim, bound);
    advance(&c2, &ci2, &ci, &cf, cre, cim, bound);
    advance(&d2, &di2, &di, &df, cre, cim, bound);
  }
  escaped[item] = any_of((af | bf | cf | df));
}

// a*b - c and c - a*b, in one expression and over two statements: 0 where the product is rounded and
// equals c, not 0 where a compiler contracts them. One work-item.
__kernel void contraction(const double a, const double b, const double c, __global double *results) {
  const double product = a * b;
  results[0] = a * b - c;
  results[1] = c - a * b;
  results[2] = product - c;
}
