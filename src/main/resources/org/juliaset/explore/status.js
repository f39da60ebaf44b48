/**
 * The line that says where the cursor is, how many iterations the point takes, and the zoom; and the orbit of the
 * point, where that is wanted.
 *
 * @module
 */

import { usualThreshold } from "./address.js";
import { roundDigits } from "./numbers.js";
import { drawOrbit, escapeCount } from "./orbit.js";
import { iterationLimit, mapLimit } from "./state.js";
import { pointAt, spacing } from "./view.js";

const MOST_COUNTED = 20_000;

/** A pane that is not complete after so long says so. */
const BUSY_MS = 700;

const [pointText, countText, zoomText, busyText] = ["status-point", "status-count", "status-zoom", "status-busy"]
    .map(id => /** @type {HTMLElement} */ (document.getElementById(id)));

/** Follows the cursor. */
export class Status {
  #store;
  #panes;

  /** @type {{pane: import("./pane.js").Pane, x: number, y: number} | null} */
  #cursor = null;
  #frame = 0;
  #busy = 0;

  /**
   * @param {import("./state.js").Store} store
   * @param {{julia: import("./pane.js").Pane, map: import("./pane.js").Pane}} panes
   */
  constructor(store, panes) {
    this.#store = store;
    this.#panes = panes;
    store.subscribe(() => this.#soon());
    for (const pane of Object.values(panes)) {
      pane.addEventListener("view", () => this.#soon());
      pane.addEventListener("change", () => this.#change());
    }
    this.#soon();
  }

  /**
   * @param {import("./pane.js").Pane} pane
   * @param {number} x pixels of its canvas
   * @param {number} y
   */
  hover(pane, x, y) {
    this.#cursor = { pane, x, y };
    this.#soon();
  }

  leave() {
    this.#cursor = null;
    this.#soon();
  }

  #change() {
    const isBusy = Object.values(this.#panes).some(pane => !pane.isSettled);
    if (!isBusy) {
      clearTimeout(this.#busy);
      this.#busy = 0;
      busyText.textContent = "";
    } else {
      this.#busy ||= setTimeout(() => {
        busyText.textContent = "computing…";
      }, BUSY_MS);
    }
    this.#soon();
  }

  #soon() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#show();
    });
  }

  #show() {
    const { state } = this.#store;
    const pane = this.#cursor?.pane ?? this.#panes.julia;
    const zoom = pane.name === "map" ? state.mapZoom : state.zoom;
    zoomText.textContent = `zoom ${zoom < 1e6 ? roundDigits(zoom, 4) : zoom.toExponential(2)}`;
    if (this.#cursor && pane.view) {
      const [column, row] = [Math.floor(this.#cursor.x), Math.floor(this.#cursor.y)];
      const point = pointAt(pane.view, pane.size, column, row);
      const digits = Math.max(1, Math.min(18, Math.ceil(-Math.log10(spacing(pane.view, pane.size)))));
      const name = pane.name === "map" ? "c" : "z";
      pointText.textContent =
          `${name} = ${point.re.toFixed(digits)} ${point.im < 0 ? "−" : "+"} ${Math.abs(point.im).toFixed(digits)}i`;
      countText.textContent = this.#count(pane, point, column, row);
    } else {
      pointText.textContent = "";
      countText.textContent = "";
    }
    this.#drawOrbit(state);
  }

  #count(pane, point, column, row) {
    const { state } = this.#store;
    const isMap = pane.name === "map";
    const limit = isMap ? mapLimit(state) : iterationLimit(state);
    const threshold = state.threshold ?? usualThreshold(state);
    const c = { re: state.re, im: state.im };
    const inside = column >= 0 && row >= 0 && column < pane.size.width && row < pane.size.height;
    const known = inside ? pane.surface.countAt(column, row) : null;
    const count = known ?? (limit > MOST_COUNTED ? null
      : isMap ? escapeCount({ re: 0, im: 0 }, point, threshold, limit) : escapeCount(point, c, threshold, limit));
    if (count === null) {
      return "";
    }
    return count >= limit ? `inside after ${limit} iterations`
      : `${Number.isInteger(count) ? count : count.toFixed(2)} iterations`;
  }

  #drawOrbit(state) {
    const { julia } = this.#panes;
    if (!state.orbit || !julia.view) {
      drawOrbit(julia, null, state);
      return;
    }
    const cursor = this.#cursor;
    const middle = { re: julia.view.x, im: julia.view.y };
    const start = !cursor ? middle : cursor.pane === julia
      ? pointAt(julia.view, julia.size, cursor.x, cursor.y) : { re: 0, im: 0 };
    drawOrbit(julia, start, { re: state.re, im: state.im });
  }
}
