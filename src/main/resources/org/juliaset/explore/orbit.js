/**
 * The orbit of a point, drawn over the Julia set. The steps are those of the program: multiply and add stay apart.
 *
 * @module
 */

import { placeOf } from "./view.js";

const MOST_POINTS = 600;
const FAR = 50;
const canvas = /** @type {HTMLCanvasElement} */ (document.getElementById("orbit-lines"));
const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));

/**
 * How many iterations a point takes to escape.
 *
 * @param {{re: number, im: number}} start
 * @param {{re: number, im: number}} c
 * @param {number} threshold
 * @param {number} limit
 * @returns {number} the limit if it does not escape
 */
export function escapeCount(start, c, threshold, limit) {
  let { re, im } = start;
  const square = threshold * threshold;
  for (let count = 0; count < limit; count++) {
    const next = re * re - im * im + c.re;
    im = re * im + re * im + c.im;
    re = next;
    if (re * re + im * im >= square) {
      return count;
    }
  }
  return limit;
}

function orbit(start, c) {
  let { re, im } = start;
  const points = [{ re, im }];
  while (points.length < MOST_POINTS && re * re + im * im < FAR * FAR) {
    const next = re * re - im * im + c.re;
    im = re * im + re * im + c.im;
    re = next;
    points.push({ re, im });
  }
  return points;
}

/**
 * Draws an orbit over a pane, or nothing.
 *
 * @param {import("./pane.js").Pane} pane
 * @param {{re: number, im: number} | null} start
 * @param {{re: number, im: number}} c
 */
export function drawOrbit(pane, start, c) {
  const { width, height } = pane.size;
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  context.clearRect(0, 0, width, height);
  canvas.hidden = start === null;
  if (start === null || !pane.view) {
    return;
  }
  const unit = width / Math.max(1, pane.canvas.clientWidth);
  const { view, size } = pane;
  const places = orbit(start, c).map(point => placeOf(view, size, point.re, point.im));
  drawLines(places, unit);
  drawDots(places, unit);
}

function drawLines(places, unit) {
  context.lineJoin = "round";
  for (const { color, wide } of [{ color: "#000000a0", wide: 3 }, { color: "#ffffffd0", wide: 1.2 }]) {
    context.beginPath();
    places.forEach(({ x, y }) => context.lineTo(x, y));
    context.strokeStyle = color;
    context.lineWidth = wide * unit;
    context.stroke();
  }
}

function drawDots(places, unit) {
  places.slice().reverse().forEach(({ x, y }, k) => {
    const isStart = k === places.length - 1;
    context.beginPath();
    context.arc(x, y, (isStart ? 5 : 2.6) * unit, 0, 2 * Math.PI);
    context.fillStyle = isStart ? "#ffb454" : "#ffffff";
    context.fill();
    context.strokeStyle = "#000000c0";
    context.lineWidth = unit;
    context.stroke();
  });
}
