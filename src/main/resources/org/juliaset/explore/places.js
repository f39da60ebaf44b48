/**
 * Places to begin from: the presets as small pictures, and pictures of juliaset that are opened or dropped here.
 *
 * @module
 */

import { readAddress, queryOf } from "./address.js";
import { note } from "./notes.js";
import { drawThumbnail } from "./thumbnail.js";

const THUMBNAIL = { width: Math.round(156 * devicePixelRatio), height: Math.round(104 * devicePixelRatio) };

/** What the program reads of a picture. */
const HEAD_BYTES = 2 ** 20;

const button = /** @type {HTMLElement} */ (document.getElementById("open-picture"));
const file = /** @type {HTMLInputElement} */ (document.getElementById("picture-file"));
const list = /** @type {HTMLElement} */ (document.getElementById("presets"));

/** Opens presets and pictures. */
export class Places {
  #parts;
  #open;
  #waiting = [];
  #shown = new Map();
  #isDrawing = false;

  /**
   * @param {object} parts
   * @param {import("./server.js").Server} parts.server
   * @param {import("./looks.js").Looks} parts.looks
   * @param {() => boolean} parts.isQuiet whether the panes have all that they need
   * @param {(values: object) => void} open what to do with the values of an address
   */
  constructor(parts, open) {
    this.#parts = parts;
    this.#open = open;
    button.addEventListener("click", () => file.click());
    file.addEventListener("change", () => {
      if (file.files?.[0]) {
        this.#read(file.files[0]);
      }
      file.value = "";
    });
    this.#watchDrops();
  }

  /** @param {{name: string, words: string, source: string, values: Record<string, string>}[]} presets */
  list(presets) {
    const watcher = new IntersectionObserver(entries => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) {
          watcher.unobserve(target);
          this.#waiting.push(target);
        }
      }
      this.#drawWaiting();
    });
    for (const preset of presets) {
      const card = document.createElement("button");
      const canvas = document.createElement("canvas");
      const [name, words] = [document.createElement("b"), document.createElement("span")];
      Object.assign(canvas, THUMBNAIL);
      canvas.setAttribute("aria-hidden", "true");
      card.type = "button";
      card.title = `${preset.words} (${preset.source})`;
      name.textContent = preset.name.replaceAll("-", " ");
      words.textContent = preset.words;
      card.append(canvas, name, words);
      const values = readAddress(queryOf(Object.entries(preset.values)));
      // one sample a pixel is enough to look around
      card.addEventListener("click", () => this.#open({ ...values, values: { ...values.values, samples: 1 } }));
      list.append(card);
      watcher.observe(canvas);
      this.#shown.set(canvas, values);
    }
  }

  /** Draws one after the other, when nothing else is to do. */
  async #drawWaiting() {
    if (this.#isDrawing) {
      return;
    }
    this.#isDrawing = true;
    for (let canvas = this.#waiting.shift(); canvas; canvas = this.#waiting.shift()) {
      const { values, region } = this.#shown.get(canvas);
      const shape = THUMBNAIL.height / THUMBNAIL.width;
      const wide = region ? Math.max(region.width, region.height / shape) : 3.2 / (values.zoom ?? 1);
      const view = { x: values.x ?? 0, y: values.y ?? 0, zoom: 3.2 / wide };
      try {
        while (!this.#parts.isQuiet()) {
          await new Promise(done => setTimeout(done, 100));
        }
        await drawThumbnail(this.#parts, canvas, { ...values, samples: 1 }, view);
      } catch {
        // the card has its name, and works without a picture
      }
    }
    this.#isDrawing = false;
  }

  #watchDrops() {
    const hasFile = event => event.dataTransfer?.types.includes("Files");
    addEventListener("dragover", event => {
      if (hasFile(event)) {
        event.preventDefault();
        document.body.classList.add("dropping");
      }
    });
    addEventListener("dragleave", event => {
      if (!event.relatedTarget) {
        document.body.classList.remove("dropping");
      }
    });
    addEventListener("drop", event => {
      document.body.classList.remove("dropping");
      const dropped = event.dataTransfer?.files[0];
      if (dropped) {
        event.preventDefault();
        this.#read(dropped);
      }
    });
  }

  async #read(picture) {
    try {
      const answer = await this.#parts.server.post("picture", picture.slice(0, HEAD_BYTES));
      this.#open(readAddress(queryOf(Object.entries(answer.values))));
      note(`The view of ${picture.name}`);
    } catch (error) {
      note(`${picture.name}: ${error.message}`);
    }
  }
}
