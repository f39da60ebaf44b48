/**
 * The whole Julia set in small, with a frame around what is seen, once that is only a part.
 *
 * @module
 */

import { queryOf, samplePairs, pixelPairs } from "./address.js";
import { isStale } from "./server.js";
import { drawThumbnail } from "./thumbnail.js";
import { placeOf, pointAt, tidy, wholeJulia } from "./view.js";

const SIZE = { width: 132, height: 88 };
/** In a window as narrow as a phone's. */
const SMALL_SIZE = { width: 78, height: 52 };
const NARROW = matchMedia("(max-width: 480px)");
const SHOWN_FROM = 1.7;
const WAIT_MS = 180;
const RETRY_MS = 1500;
const LEAST_FRAME = 8;

const box = /** @type {HTMLElement} */ (document.getElementById("minimap"));
const canvas = /** @type {HTMLCanvasElement} */ (box.querySelector("canvas"));
const frame = /** @type {HTMLElement} */ (box.querySelector(".frame"));

/** Shows where the Julia pane is. */
export class Minimap {
  #parts;
  #store;
  #pane;
  #size = SIZE;
  #drawn = "";
  #timer = 0;

  /**
   * @param {object} parts
   * @param {import("./server.js").Server} parts.server
   * @param {import("./looks.js").Looks} parts.looks
   * @param {import("./state.js").Store} parts.store
   * @param {import("./pane.js").Pane} parts.pane
   */
  constructor(parts) {
    this.#parts = parts;
    this.#store = parts.store;
    this.#pane = parts.pane;
    this.#fit();
    NARROW.addEventListener("change", () => {
      this.#fit();
      this.#show();
    });
    this.#pane.addEventListener("view", () => this.#show());
    this.#pane.addEventListener("change", () => this.#show());
    box.addEventListener("pointerdown", event => {
      box.setPointerCapture(event.pointerId);
      this.#go(event);
      event.preventDefault();
    });
    box.addEventListener("pointermove", event => box.hasPointerCapture(event.pointerId) && this.#go(event));
    box.addEventListener("pointerup", () => this.#store.commit());
    this.#show();
  }

  #fit() {
    this.#size = NARROW.matches ? SMALL_SIZE : SIZE;
    canvas.width = Math.round(this.#size.width * devicePixelRatio);
    canvas.height = Math.round(this.#size.height * devicePixelRatio);
    canvas.style.width = `${this.#size.width}px`;
    canvas.style.height = `${this.#size.height}px`;
    this.#drawn = "";
  }

  get #whole() {
    return wholeJulia(this.#store.state, this.#size);
  }

  #go(event) {
    const place = box.getBoundingClientRect();
    const { re, im } = pointAt(this.#whole, this.#size, event.clientX - place.left - 1, event.clientY - place.top - 1);
    const view = tidy({ x: re, y: im, zoom: this.#store.state.zoom }, this.#pane.size);
    this.#store.change({ x: view.x, y: view.y }, "move");
  }

  #show() {
    const { view, size } = this.#pane;
    if (!view || this.#pane.isHidden) {
      return;
    }
    const home = wholeJulia(this.#store.state, size);
    const isPart = view.zoom >= SHOWN_FROM * home.zoom;
    box.hidden = !isPart || this.#drawn === "";
    if (!isPart) {
      return;
    }
    const whole = this.#whole;
    const wide = Math.max(LEAST_FRAME, this.#size.width * whole.zoom / view.zoom);
    const high = Math.max(LEAST_FRAME, wide * size.height / size.width);
    const middle = placeOf(whole, this.#size, view.x, view.y);
    frame.style.width = `${wide}px`;
    frame.style.height = `${high}px`;
    frame.style.transform = `translate(${middle.x - wide / 2}px, ${middle.y - high / 2}px)`;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#draw(), WAIT_MS);
  }

  async #draw() {
    const { state } = this.#store;
    const key = queryOf([...samplePairs(state, "julia"), ...pixelPairs(state, "julia").slice(2)]);
    if (key === this.#drawn || !this.#pane.isSettled) {
      return;
    }
    this.#drawn = key;
    try {
      await drawThumbnail(this.#parts, canvas, state, this.#whole);
      this.#show();
    } catch (error) {
      this.#drawn = "";
      if (!isStale(error) && error.status === undefined) {
        throw error;
      }
      this.#timer = setTimeout(() => this.#draw(), RETRY_MS);
    }
  }
}
