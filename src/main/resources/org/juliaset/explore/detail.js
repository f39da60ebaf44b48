/**
 * The panel of detail: iteration limit, samples, and the view in numbers.
 *
 * @module
 */

import { readComplex, readReal, readWhole, realText } from "./numbers.js";
import { iterationLimit } from "./state.js";

const MOST_ITERATIONS = 2 ** 31 - 2;
const MOST_SMOOTH = 2 ** 20 - 2;
const STEP = 1.25;

const byId = id => /** @type {HTMLInputElement} */ (document.getElementById(id));
const radios = id => /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll(`#${id} input`));

/** Shows and changes the detail. */
export class DetailPanel {
  #store;

  /** @param {import("./state.js").Store} store */
  constructor(store) {
    this.#store = store;
    this.#watchFields();
    store.subscribe((state, old) => state !== old && this.#show());
    this.#show();
  }

  /** Raises or lowers the iteration limit by a quarter. */
  step(way) {
    const limit = iterationLimit(this.#store.state);
    this.#setLimit(Math.round(way > 0 ? Math.max(limit + 1, limit * STEP) : limit / STEP), "step");
  }

  #watchFields() {
    const store = this.#store;
    byId("auto").addEventListener("change", () =>
      store.change({ auto: byId("auto").checked, itermax: iterationLimit(store.state) }));
    byId("itermax-range").addEventListener("input", () =>
      this.#setLimit(Math.round(2 ** Number(byId("itermax-range").value)), "move"));
    byId("itermax-range").addEventListener("change", () => store.commit());
    radios("samples").forEach(radio =>
      radio.addEventListener("change", () => store.change({ samples: Number(radio.value) })));
    const texts = {
      itermax: text => this.#whole(text, "The iteration limit", store.state.itermin + 1, this.#most,
          limit => ({ itermax: limit, auto: false })),
      itermin: text => this.#whole(text, "The first tone", 0, iterationLimit(store.state) - 1,
          itermin => ({ itermin })),
      center: text => {
        const center = readComplex(text);
        return center ? { x: center.re, y: center.im } : "Write the middle like -0.5,0.25.";
      },
      zoom: text => {
        const zoom = readReal(text);
        return zoom > 0 ? { zoom } : "The zoom is a number above 0.";
      },
    };
    for (const [name, read] of Object.entries(texts)) {
      byId(name).addEventListener("change", () => this.#take(read(byId(name).value)));
    }
  }

  get #most() {
    const { palette, flat, smooth } = this.#store.state;
    return (palette === null ? smooth : !flat) ? MOST_SMOOTH : MOST_ITERATIONS;
  }

  #whole(text, what, least, most, values) {
    const number = readWhole(text);
    return number >= least && number <= most ? values(number) : `${what} is a whole number from ${least} to ${most}.`;
  }

  /** Takes values, or says what is wrong. */
  #take(values) {
    byId("detail-problem").textContent = typeof values === "string" ? values : "";
    if (typeof values !== "string") {
      this.#store.change(values);
      this.#show();
    }
  }

  #setLimit(limit, how) {
    const { itermin } = this.#store.state;
    this.#store.change({ itermax: Math.max(itermin + 1, Math.min(this.#most, limit)), auto: false }, how);
  }

  #show() {
    const { state } = this.#store;
    const limit = iterationLimit(state);
    const texts = { itermax: String(limit), itermin: String(state.itermin),
      center: `${realText(state.x)},${realText(state.y)}`, zoom: realText(state.zoom) };
    for (const [name, text] of Object.entries(texts)) {
      if (document.activeElement !== byId(name)) {
        byId(name).value = text;
      }
    }
    byId("auto").checked = state.auto;
    byId("itermax-range").value = String(Math.log2(limit));
    radios("samples").forEach(radio => {
      radio.checked = radio.value === String(state.samples);
    });
  }
}
