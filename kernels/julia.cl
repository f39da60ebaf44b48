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

// a*b - c and c - a*b, in one expression and over two statements: 0 where the product is rounded and
// equals c, not 0 where a compiler contracts them. One work-item.
__kernel void contraction(const double a, const double b, const double c, __global double *results) {
  const double product = a * b;
  results[0] = a * b - c;
  results[1] = c - a * b;
  results[2] = product - c;
}
