/**
 * The panel of colours: palettes with their strips, and how counts go through them.
 *
 * @module
 */

import { ENTRIES } from "./colors.js";
import { hexOf } from "./looks.js";
import { readReal, realText } from "./numbers.js";
import { note } from "./notes.js";

const STRIP = 256;
const LOADS_AT_ONCE = 2;
const GRAY = "gray";

const byId = id => /** @type {HTMLInputElement} */ (document.getElementById(id));
const list = byId("palettes");
const search = byId("palette-search");
const animate = byId("animate");
const scales = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("#scale input"));

/** Chooses colours. */
export class PalettePanel {
  #store;
  #looks;
  #rows = new Map();
  #animation = 0;

  /**
   * @param {import("./state.js").Store} store
   * @param {import("./looks.js").Looks} looks
   */
  constructor(store, looks) {
    this.#store = store;
    this.#looks = looks;
    this.#watchFields();
    store.subscribe((state, old) => state !== old && this.#show());
    this.#show();
  }

  /**
   * Lists palettes, and loads their tables.
   *
   * @param {{name: string, words?: string}[]} palettes
   */
  async list(palettes) {
    this.#row({ name: GRAY, words: "black to white" });
    palettes.forEach(palette => this.#row(palette));
    this.#show();
    const waiting = [...palettes];
    const load = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        await this.#strip(next.name);
      }
    };
    await Promise.all(Array.from({ length: LOADS_AT_ONCE }, load));
  }

  /** Goes to the next palette of the list, or the one before. */
  step(way) {
    const names = [...this.#rows.keys()];
    const at = names.indexOf(this.#store.state.palette ?? GRAY);
    if (names.length > 0) {
      this.#choose(names[(at + way + names.length) % names.length]);
      note(`Palette: ${this.#store.state.palette ?? GRAY}`);
    }
  }

  #choose(name) {
    this.#store.change({ palette: name === GRAY ? null : name, quantiles: null });
  }

  #row({ name, words = "" }) {
    const label = document.createElement("label");
    const radio = document.createElement("input");
    const strip = document.createElement("canvas");
    const text = document.createElement("span");
    Object.assign(radio, { type: "radio", name: "palette", value: name });
    Object.assign(strip, { width: STRIP, height: 1 });
    strip.setAttribute("aria-hidden", "true");
    text.textContent = name;
    label.title = words;
    label.append(radio, strip, text);
    label.dataset.words = `${name} ${words}`.toLowerCase();
    radio.addEventListener("change", () => this.#choose(name));
    list.append(label);
    this.#rows.set(name, { label, radio, strip });
    if (name === GRAY) {
      paintStrip(strip, entry => 0xFF000000 | 0x010101 * (entry >>> 8));
    }
  }

  async #strip(name) {
    try {
      const { colors } = await this.#looks.palette(name);
      const row = this.#rows.get(name);
      paintStrip(row.strip, entry => colors[entry]);
    } catch (error) {
      // where it is not the program that is missing, the pane says why when the palette is chosen
      if (error.status === 0) {
        await this.#looks.whenBack();
        await this.#strip(name);
      }
    }
  }

  #watchFields() {
    const store = this.#store;
    search.addEventListener("input", () => this.#search());
    search.addEventListener("keydown", event => event.key === "Enter" && this.#takeSearched());
    byId("offset").addEventListener("input", () => store.change({ offset: Number(byId("offset").value) }, "move"));
    byId("interior").addEventListener("input", () => store.change({ interior: byId("interior").value }, "move"));
    ["offset", "interior"].forEach(name => byId(name).addEventListener("change", () => store.commit()));
    animate.addEventListener("click", () => this.#toggleAnimation());
    scales.forEach(radio =>
      radio.addEventListener("change", () => store.change({ scale: radio.value, quantiles: null })));
    byId("period").addEventListener("change", () => this.#takePeriod());
    for (const name of ["reverse", "flat", "smooth"]) {
      byId(name).addEventListener("change", () => store.change({ [name]: byId(name).checked }));
    }
  }

  #search() {
    const words = search.value.trim().toLowerCase();
    let number = 0;
    for (const { label } of this.#rows.values()) {
      label.hidden = !label.dataset.words.includes(words);
      number += label.hidden ? 0 : 1;
    }
    byId("palettes-none").hidden = number > 0;
  }

  /** Enter takes the first palette that is found, or colours that are given. */
  async #takeSearched() {
    const text = search.value.trim();
    const found = [...this.#rows].find(([, { label }]) => !label.hidden);
    if (found) {
      this.#choose(found[0]);
    } else if (text) {
      try {
        await this.#looks.palette(text);
        this.#choose(text);
      } catch (error) {
        note(error.message);
      }
    }
  }

  #takePeriod() {
    const field = byId("period");
    const text = field.value.trim();
    const period = text === "" || text === "never" ? 0 : readReal(text);
    if (period >= 0) {
      this.#store.change({ period });
    } else {
      note(`The palette cannot repeat after “${text}” iterations: give a number above 0, or nothing.`);
    }
    this.#show();
  }

  #toggleAnimation() {
    const isOn = this.#animation === 0;
    animate.setAttribute("aria-pressed", String(isOn));
    animate.setAttribute("aria-label", isOn ? "Stop the animation" : "Animate the offset");
    animate.querySelector("use")?.setAttribute("href", isOn ? "#i-pause" : "#i-play");
    byId("speed-row").hidden = !isOn;
    if (isOn) {
      this.#animate(performance.now());
    } else {
      cancelAnimationFrame(this.#animation);
      this.#animation = 0;
      this.#store.commit();
    }
  }

  #animate(before) {
    this.#animation = requestAnimationFrame(now => {
      const way = 2 ** Number(byId("speed").value) * (now - before) / 1000;
      const next = this.#store.state.offset + way;
      this.#store.change({ offset: Number((next > 1 ? next - 2 : next).toFixed(5)) }, "move");
      this.#animate(now);
    });
  }

  #show() {
    const { state } = this.#store;
    const name = state.palette ?? GRAY;
    if (this.#rows.size > 0 && !this.#rows.has(name)) {
      this.#row({ name, words: "own colours" });
      this.#strip(name);
    }
    const row = this.#rows.get(name);
    if (row && !row.radio.checked) {
      row.radio.checked = true;
      keepInView(row.label);
    }
    document.querySelectorAll(".colored").forEach(element => element.toggleAttribute("hidden",
        name === GRAY || element.id === "speed-row" && this.#animation === 0));
    document.querySelectorAll(".grayed").forEach(element => element.toggleAttribute("hidden", name !== GRAY));
    byId("offset").value = String(state.offset);
    byId("offset-value").textContent = state.offset.toFixed(2);
    scales.forEach(radio => {
      radio.checked = radio.value === state.scale;
    });
    if (document.activeElement !== byId("period")) {
      byId("period").value = state.period ? realText(state.period) : "";
    }
    byId("interior").value = hexOf(state.interior);
    for (const flag of ["reverse", "flat", "smooth"]) {
      byId(flag).checked = state[flag];
    }
  }
}

/** Scrolls the palettes, and not what they are in: in a low window that would take the map out of sight. */
function keepInView(label) {
  for (const outer of [byId("palettes"), label.closest(".panels")]) {
    const [seen, wanted] = [outer.getBoundingClientRect(), label.getBoundingClientRect()];
    outer.scrollTop += Math.min(0, wanted.top - seen.top) + Math.max(0, wanted.bottom - seen.bottom);
  }
}

function paintStrip(canvas, colorOf) {
  const image = new ImageData(STRIP, 1);
  const pixels = new Uint32Array(image.data.buffer);
  for (let k = 0; k < STRIP; k++) {
    pixels[k] = colorOf(Math.floor((k + 0.5) * ENTRIES / STRIP));
  }
  canvas.getContext("2d").putImageData(image, 0, 0);
}
