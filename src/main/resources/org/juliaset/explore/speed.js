/**
 * How long a frame takes, as a fixed time and a time for each pixel, and how many pixels fit in the time for one.
 *
 * @module
 */

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
   * The pixels of a frame that takes so long. Where the fixed time alone is about as long, they have a part of it on
   * top, since smaller frames would be of little use.
   *
   * @param {number} milliseconds
   * @returns {number | null} null if nothing is known
   */
  pixelsIn(milliseconds) {
    const line = this.#line;
    return line && Math.max(milliseconds - line.fixed, LEAST_PART * milliseconds) / line.each;
  }
}
