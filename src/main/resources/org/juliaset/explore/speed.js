/**
 * How long a frame takes, as a fixed time and a time for each pixel, and how coarse a frame can be.
 *
 * @module
 */

import { MOST_PIXELS } from "./tiles.js";

/** What a frame may take while something moves, milliseconds. */
const FRAME_MS = 22;

/** Pixels of a frame are so many times as wide as those of the pane. */
const REDUCTIONS = [1, 1.5, 2, 3, 4, 6, 8];

/** Each frame of so many is a step finer, to learn what that takes. */
const TRIAL = 12;

/** How much of the earlier frames each frame leaves. */
const MEMORY = 0.9;

/** The part of the time that goes with the pixels, as long as all frames have about the same number of them. */
const USUAL_PART = 0.7;

/** Pixels have at least this part of the time for a frame. */
const LEAST_PART = 0.25;

/** The spread of sizes, of their mean, from which on frames themselves tell that part. */
const SPREAD = 0.1;

/** A line through the times of the latest frames. */
export class FrameSpeed {
  #weight = 0;
  #sums = { x: 0, y: 0, xx: 0, xy: 0 };

  /** The step of the reductions. */
  #step = REDUCTIONS.indexOf(4);
  #frames = 0;

  /**
   * Takes a frame into account.
   *
   * @param {number} pixels
   * @param {number} milliseconds
   */
  add(pixels, milliseconds) {
    const terms = { x: pixels, y: milliseconds, xx: pixels * pixels, xy: pixels * milliseconds };
    this.#weight = MEMORY * this.#weight + 1;
    for (const name of Object.keys(terms)) {
      this.#sums[name] = MEMORY * this.#sums[name] + terms[name];
    }
  }

  /** @returns {{fixed: number, each: number} | null} milliseconds; null if nothing is known */
  get #line() {
    if (this.#weight === 0) {
      return null;
    }
    const [x, y] = [this.#sums.x / this.#weight, this.#sums.y / this.#weight];
    const spread = this.#sums.xx / this.#weight - x * x;
    const joint = this.#sums.xy / this.#weight - x * y;
    const doubt = (SPREAD * x) ** 2;
    const each = Math.max(0.05 * y / x, (joint + doubt * USUAL_PART * y / x) / (spread + doubt));
    return { fixed: Math.max(0, y - each * x), each };
  }

  /** Milliseconds for a pixel; 0 if nothing is known. */
  get each() {
    return this.#line?.each ?? 0;
  }

  /**
   * The size of the next frame of a pane. Frames become coarser at once where they must, and finer by and by.
   *
   * @param {{width: number, height: number}} size of the pane
   * @returns {{width: number, height: number}}
   */
  frameOf({ width, height }) {
    const most = Math.min(this.#mostPixels, MOST_PIXELS);
    const fits = step => width * height / REDUCTIONS[step] ** 2 <= most;
    while (most > 0 && this.#step < REDUCTIONS.length - 1 && !fits(this.#step)) {
      this.#step++;
    }
    if (this.#step > 0 && fits(this.#step - 1)) {
      this.#step--;
    }
    this.#frames++;
    const isTrial = this.#frames % TRIAL === 0 && this.#step > 0;
    const reduction = REDUCTIONS[this.#step - (isTrial ? 1 : 0)];
    return { width: Math.ceil(width / reduction), height: Math.ceil(height / reduction) };
  }

  /**
   * The pixels of a frame that takes its time; 0 if nothing is known. Where the fixed time alone is about as long, they
   * have a part of it on top, since smaller frames would be of little use.
   */
  get #mostPixels() {
    const line = this.#line;
    return line ? Math.max(FRAME_MS - line.fixed, LEAST_PART * FRAME_MS) / line.each : 0;
  }
}
