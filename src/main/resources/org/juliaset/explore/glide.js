/**
 * The way from one view to another, which takes about a quarter of a second, or none where less motion is preferred.
 *
 * @module
 */

import { USUAL_WIDTH, between, isSameView } from "./view.js";

/** @typedef {import("./view.js").View} View */

const TIME_CONSTANT_MS = 55;

/** Closer than this, in pixels, a view is there. */
const NEAR = 0.6;

const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** A view that follows a target. */
export class Glide {
  /** @type {View | null} the view to draw now */
  view = null;

  /** @type {View | null} */
  #target = null;
  #width = 1;
  #frame = 0;
  #before = 0;
  #show;
  #arrive;

  /**
   * @param {() => void} show what to do as the view changes
   * @param {() => void} arrive called when the target is reached
   */
  constructor(show, arrive) {
    this.#show = show;
    this.#arrive = arrive;
  }

  get isMoving() {
    return this.#frame !== 0;
  }

  /**
   * Goes to a view.
   *
   * @param {View} target
   * @param {number} width of the pane, in pixels
   * @param {boolean} isSmooth
   */
  go(target, width, isSmooth) {
    this.#target = target;
    this.#width = width;
    if (isSmooth && this.view && !calm.matches) {
      if (!this.isMoving) {
        this.#before = performance.now();
        this.#next();
      }
      return;
    }
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    if (!this.view || !isSameView(this.view, target)) {
      this.view = target;
      this.#show();
    }
  }

  #next() {
    this.#frame = requestAnimationFrame(now => {
      const target = /** @type {View} */ (this.#target);
      // the time of the first frame may be before the one of the gesture
      const share = 1 - Math.exp(-Math.max(1, now - this.#before) / TIME_CONSTANT_MS);
      this.#before = now;
      const view = between(/** @type {View} */ (this.view), target, share);
      const isThere = this.#isNear(view, target);
      this.view = isThere ? target : view;
      this.#frame = 0;
      if (!isThere) {
        this.#next();
      }
      this.#show();
      if (isThere) {
        this.#arrive();
      }
    });
  }

  #isNear(view, target) {
    const unit = this.#width * target.zoom / USUAL_WIDTH;
    return Math.abs(Math.log(target.zoom / view.zoom)) * this.#width < NEAR
        && Math.hypot(target.x - view.x, target.y - view.y) * unit < NEAR;
  }
}
