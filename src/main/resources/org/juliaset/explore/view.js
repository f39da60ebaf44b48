/**
 * What part of the plane a pane shows: its middle and its zoom. The width of the plane that is seen is 3.2 / zoom, as
 * with the options --center and --zoom; the height follows from the shape of the pane.
 *
 * @module
 */

import { roundDigits, roundTo } from "./numbers.js";

/** @typedef {{x: number, y: number, zoom: number}} View */
/** @typedef {{width: number, height: number}} Size in pixels of the canvas */

/** The width of the usual region. */
export const USUAL_WIDTH = 3.2;

const USUAL_HEIGHT = 2;
const LEAST_ZOOM = 0.05;
const MOST_ZOOM = 1e30;
const FURTHEST = 100;

/** Neighbouring pixels are at least so many units in the last place apart. */
const LEAST_ULPS = 4;

const EPSILON = { double: 2 ** -52, float: 2 ** -23 };

/**
 * The distance between neighbouring pixels.
 *
 * @param {View} view
 * @param {Size} size
 */
export function spacing(view, size) {
  return USUAL_WIDTH / view.zoom / size.width;
}

/**
 * The coordinates of a pixel, with the arithmetic of the grid.
 *
 * @param {View} view
 * @param {Size} size
 * @param {number} column
 * @param {number} row
 * @returns {{re: number, im: number}}
 */
export function pointAt(view, size, column, row) {
  const wide = USUAL_WIDTH / view.zoom;
  const high = wide * size.height / size.width;
  const [left, right] = [view.x - wide / 2, view.x + wide / 2];
  const [top, bottom] = [view.y + high / 2, view.y - high / 2];
  return {
    re: column / size.width * (right - left) + left,
    im: row / size.height * (bottom - top) + top,
  };
}

/**
 * Where a point is on the canvas, in pixels.
 *
 * @param {View} view
 * @param {Size} size
 * @param {number} re
 * @param {number} im
 * @returns {{x: number, y: number}}
 */
export function placeOf(view, size, re, im) {
  const step = spacing(view, size);
  return { x: size.width / 2 + (re - view.x) / step, y: size.height / 2 - (im - view.y) / step };
}

/**
 * The view after the picture is moved by some pixels.
 *
 * @param {View} view
 * @param {Size} size
 * @param {number} dx
 * @param {number} dy
 * @returns {View}
 */
export function panned(view, size, dx, dy) {
  const step = spacing(view, size);
  return tidy({ x: view.x - dx * step, y: view.y + dy * step, zoom: view.zoom }, size);
}

/**
 * The view that is so many times closer; the point under a pixel stays there.
 *
 * @param {View} view
 * @param {Size} size
 * @param {number} factor
 * @param {number} column
 * @param {number} row
 * @param {string} precision of the arithmetic, double or float
 * @returns {{view: View, ends: boolean}} whether the arithmetic allows no closer look
 */
export function zoomed(view, size, factor, column, row, precision) {
  const most = closest(view, size, precision);
  const wanted = view.zoom * factor;
  const ends = factor > 1 && wanted > most;
  const zoom = roundDigits(Math.max(LEAST_ZOOM, Math.min(wanted, Math.max(most, view.zoom), MOST_ZOOM)), 6);
  const across = (column - size.width / 2) / size.width * USUAL_WIDTH;
  const down = (row - size.height / 2) / size.width * USUAL_WIDTH;
  const x = view.x + across * (1 / view.zoom - 1 / zoom);
  const y = view.y - down * (1 / view.zoom - 1 / zoom);
  return { view: tidy({ x, y, zoom }, size), ends };
}

/**
 * The zoom at which neighbouring pixels come too close to each other for a precision.
 *
 * @param {View} view
 * @param {Size} size
 * @param {string} precision
 */
export function closest(view, size, precision) {
  const largest = Math.max(Math.abs(view.x), Math.abs(view.y));
  const step = largest * EPSILON[precision] * LEAST_ULPS;
  return step === 0 ? MOST_ZOOM : Math.min(MOST_ZOOM, USUAL_WIDTH / size.width / step);
}

/**
 * A view without digits that no pixel shows, so that addresses stay short.
 *
 * @param {View} view
 * @param {Size} size
 * @returns {View}
 */
export function tidy(view, size) {
  const step = spacing(view, size);
  const limited = number => Math.max(-FURTHEST, Math.min(FURTHEST, number));
  return { x: roundTo(limited(view.x), step), y: roundTo(limited(view.y), step), zoom: view.zoom };
}

/**
 * A view on the way from one to another. Where the zooms differ, the point that both show at the same place stays
 * there.
 *
 * @param {View} from
 * @param {View} to
 * @param {number} share of the way
 * @returns {View}
 */
export function between(from, to, share) {
  const zoom = from.zoom * (to.zoom / from.zoom) ** share;
  const change = 1 / to.zoom - 1 / from.zoom;
  const part = Math.abs(Math.log(to.zoom / from.zoom)) < 1e-4 ? share : (1 / zoom - 1 / from.zoom) / change;
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part, zoom };
}

/**
 * The view of a whole Julia set: the usual region, or a larger one where the set or the pane's shape needs it.
 *
 * @param {{re: number, im: number}} c
 * @param {Size} size
 * @returns {View}
 */
export function wholeJulia(c, size) {
  const { x, y } = extent(c);
  const shape = size.height / size.width;
  const wide = Math.max(2 * x, 2 * y / shape) * 1.02;
  const zoom = Math.min(1, USUAL_WIDTH / wide, USUAL_WIDTH * shape / USUAL_HEIGHT);
  return { x: 0, y: 0, zoom: roundDigits(zoom, 3) };
}

/**
 * The view of the whole Mandelbrot set.
 *
 * @param {Size} size
 * @returns {View}
 */
export function wholeMap(size) {
  const shape = size.height / size.width;
  return { x: -0.65, y: 0, zoom: roundDigits(Math.min(1.1, USUAL_WIDTH * shape / 2.5), 3) };
}

/** The largest parts of points of the Julia set, from points that come to a repelling fixed point in some steps. */
function extent(c) {
  const steps = 11;
  const root = squareRoot(0.25 - c.re, -c.im);
  let points = [{ re: 0.5 + root.re, im: root.im }];
  let [x, y] = [Math.abs(points[0].re), Math.abs(points[0].im)];
  for (let step = 0; step < steps; step++) {
    points = points.flatMap(point => {
      const half = squareRoot(point.re - c.re, point.im - c.im);
      x = Math.max(x, Math.abs(half.re));
      y = Math.max(y, Math.abs(half.im));
      return [half, { re: -half.re, im: -half.im }];
    });
  }
  return { x, y };
}

function squareRoot(re, im) {
  const size = Math.hypot(re, im);
  const real = Math.sqrt((size + re) / 2);
  const imag = Math.sqrt((size - re) / 2);
  return { re: real, im: im < 0 ? -imag : imag };
}

/**
 * Whether two views are the same.
 *
 * @param {View} one
 * @param {View} other
 */
export function isSameView(one, other) {
  return one.x === other.x && one.y === other.y && one.zoom === other.zoom;
}
