/**
 * c: the crosshair on the map, and the field below it.
 *
 * @module
 */

import { complexText, readComplex, roundTo } from "./numbers.js";
import { placeOf, pointAt, spacing } from "./view.js";

const crosshair = /** @type {HTMLElement} */ (document.getElementById("crosshair"));
const julia = /** @type {HTMLElement} */ (document.getElementById("julia"));
const field = /** @type {HTMLInputElement} */ (document.getElementById("c"));
const problem = /** @type {HTMLElement} */ (document.getElementById("c-problem"));
const hint = /** @type {HTMLElement} */ (document.getElementById("map-hint"));

/** How many pixels of the page an arrow key moves c, and with Shift on the crosshair. */
const STEP = 1;
const LARGE_STEP = 10;

/** c is a multiple of about a tenth of a pixel. */
const ROUNDING = 10;

/** Parts of c are not further from 0. */
const FURTHEST = 4;

/** Shows c on the map, and changes it. */
export class Crosshair {
  #store;
  #map;

  /**
   * @param {import("./state.js").Store} store
   * @param {import("./pane.js").Pane} map
   */
  constructor(store, map) {
    this.#store = store;
    this.#map = map;
    map.addEventListener("view", () => this.#place());
    store.subscribe((state, old) => {
      if (state.re !== old.re || state.im !== old.im) {
        this.#place();
        this.#fill();
      }
    });
    field.addEventListener("input", () => this.#type(false));
    field.addEventListener("change", () => this.#type(true));
    field.addEventListener("keydown", event => event.key === "Escape" && this.#fill());
    crosshair.addEventListener("keydown", event => this.#key(event));
    crosshair.addEventListener("keyup", () => store.commit());
    this.#place();
    this.#fill();
  }

  /**
   * Puts c at a pixel of the map.
   *
   * @param {number} x
   * @param {number} y
   */
  pick(x, y) {
    if (this.#map.view) {
      const { re, im } = pointAt(this.#map.view, this.#map.size, x, y);
      this.#store.change({ re: this.#rounded(re), im: this.#rounded(im) }, "move");
      hint.hidden = true;
    }
  }

  /**
   * Moves c by pixels of the page.
   *
   * @param {number} right
   * @param {number} up
   */
  move(right, up) {
    const { re, im } = this.#store.state;
    const step = this.#step;
    this.#store.change({
      re: right === 0 ? re : this.#rounded(re + right * step), im: up === 0 ? im : this.#rounded(im + up * step),
    }, "move");
  }

  /** The way of c for a pixel of the page. */
  get #step() {
    const { state } = this.#store;
    const { size, canvas } = this.#map;
    return spacing({ x: state.mapX, y: state.mapY, zoom: state.mapZoom }, size) * size.width / canvas.clientWidth;
  }

  /** A part of c without digits that the map does not show. */
  #rounded(number) {
    return Math.max(-FURTHEST, Math.min(FURTHEST, roundTo(number, ROUNDING * this.#step)));
  }

  #key(event) {
    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
    const way = ways[event.key];
    if (way && !event.ctrlKey && !event.altKey && !event.metaKey) {
      const step = event.shiftKey ? LARGE_STEP : STEP;
      this.move(way[0] * step, way[1] * step);
      event.preventDefault();
      event.stopPropagation();
    }
  }

  #place() {
    const { state } = this.#store;
    const { size, canvas, view } = this.#map;
    if (!view || this.#map.isHidden) {
      return;
    }
    const place = placeOf(view, size, state.re, state.im);
    const scale = canvas.clientWidth / size.width;
    const [x, y] = [(place.x + 0.5) * scale, (place.y + 0.5) * scale];
    const isInside = x >= -20 && y >= -20 && x <= canvas.clientWidth + 20 && y <= canvas.clientHeight + 20;
    crosshair.style.transform = isInside ? `translate(${x}px, ${y}px)` : "translate(-99px, -99px)";
  }

  #fill() {
    const { re, im } = this.#store.state;
    const text = complexText(re, im);
    if (document.activeElement !== field || readText() !== text) {
      field.value = text;
    }
    crosshair.setAttribute("aria-label", `c = ${text}`);
    julia.setAttribute("aria-label", `Julia set of c = ${text}`);
    this.#complain("");
  }

  #type(isDone) {
    const c = readComplex(field.value);
    if (c) {
      this.#store.change(c, "move");
      this.#complain("");
    } else if (isDone) {
      this.#complain("Write c like -0.8+0.156i or -0.8,0.156.");
    }
    if (isDone) {
      this.#store.commit();
    }
  }

  #complain(text) {
    problem.textContent = text;
    field.setAttribute("aria-invalid", String(text !== ""));
  }
}

function readText() {
  const c = readComplex(field.value);
  return c ? complexText(c.re, c.im) : null;
}
