/**
 * The panel that renders the view at any size: its settings and the estimate.
 *
 * @module
 */

import { pixelPairs, queryOf, viewPairs } from "./address.js";
import { note } from "./notes.js";
import { bytesText, complexText, groupText, readWhole, secondsText } from "./numbers.js";
import { isStale } from "./server.js";

const WAIT_MS = 250;
const MOST_SIDE = 2 ** 31 - 1;
const MOST_DPI = 100_000;
const CM_PER_INCH = 2.54;

/** Formats in words; the ones that a person is likely to want come first. */
const FORMATS = [[".png", "PNG"], [".tif", "TIFF"], [".dzi", "Deep Zoom, to zoom in the browser"], [".bmp", "BMP"],
  [".gif", "GIF"], [".ppm", "PPM"], [".pgm", "PGM, gray"], [".pcx", "PCX"], [".npy", "NumPy, the counts"]];

const byId = id => /** @type {HTMLInputElement} */ (document.getElementById(id));
const problem = byId("render-problem");
const sizes = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("#sizes input"));

/** Asks for a picture, and has it made. */
export class RenderPanel {
  #server;
  #store;
  #pane;
  #quantiles;
  #names;
  #isNamed = false;
  #isLocked = true;
  #timer = 0;
  #estimated = "";
  #abort = new AbortController();

  /**
   * @param {object} parts
   * @param {import("./server.js").Server} parts.server
   * @param {import("./state.js").Store} parts.store
   * @param {import("./pane.js").Pane} parts.pane whose view is rendered
   * @param {() => Promise<string | null>} parts.quantiles of an equalised scale
   * @param {() => string[]} parts.names of the pictures in the queue
   */
  constructor({ server, store, pane, quantiles, names }) {
    this.#server = server;
    this.#store = store;
    this.#pane = pane;
    this.#quantiles = quantiles;
    this.#names = names;
    this.#watchFields();
    store.subscribe((state, old) => state !== old && this.#follow());
    pane.addEventListener("change", () => this.#follow());
    this.#chooseSize("view");
  }

  /** @param {{formats: string[], folder: string}} about */
  describe({ formats, folder }) {
    const list = byId("render-format");
    const suffixes = formats.map(format => format.startsWith(".") ? format : `.${format}`);
    list.replaceChildren(...FORMATS.filter(([suffix]) => suffixes.includes(suffix)).map(([suffix, words]) => {
      const option = document.createElement("option");
      option.value = suffix;
      option.textContent = words;
      return option;
    }));
    byId("render-folder").textContent = `in ${folder}`;
    byId("render-depth").value = String(this.#store.state.depth);
    byId("render-dpi").value = String(this.#store.state.dpi ?? "");
    this.rename();
    this.#follow();
  }

  /** Looks at the form again, as when its panel is opened. */
  refresh() {
    this.#estimated = "";
    this.#follow();
  }

  get #isShown() {
    return byId("render").offsetParent !== null;
  }

  get #shape() {
    const { width, height } = this.#pane.size;
    return height / width;
  }

  #watchFields() {
    sizes.forEach(radio => radio.addEventListener("change", () => this.#chooseSize(radio.value)));
    byId("render-width").addEventListener("input", () => this.#typeSize("render-width", "render-height", this.#shape));
    byId("render-height").addEventListener("input", () =>
      this.#typeSize("render-height", "render-width", 1 / this.#shape));
    byId("lock").addEventListener("click", () => {
      this.#isLocked = !this.#isLocked;
      byId("lock").setAttribute("aria-pressed", String(this.#isLocked));
      if (this.#isLocked) {
        this.#typeSize("render-width", "render-height", this.#shape);
      }
    });
    byId("render-format").addEventListener("change", () => {
      byId("render-name").value = byId("render-name").value.replace(/\.\w+$/, byId("render-format").value);
      this.#later();
    });
    byId("render-name").addEventListener("input", () => {
      this.#isNamed = byId("render-name").value.trim() !== "";
      this.#later();
    });
    for (const id of ["render-samples", "render-depth"]) {
      byId(id).addEventListener("change", () => this.#later());
    }
    byId("render-dpi").addEventListener("input", () => this.#later());
    byId("render-form").addEventListener("submit", event => {
      event.preventDefault();
      this.#start();
    });
  }

  get #sizeChoice() {
    return [...sizes].find(({ checked }) => checked)?.value;
  }

  #chooseSize(choice) {
    checkSize(choice);
    if (choice === "free") {
      byId("render-width").focus();
      byId("render-width").select();
      return;
    }
    this.#fillSize(choice);
    this.#later();
  }

  #fillSize(choice) {
    const { width, height } = this.#pane.size;
    const wide = choice === "view" ? width : Number(choice);
    byId("render-width").value = String(wide);
    byId("render-height").value = String(choice === "view" ? height : Math.max(1, Math.round(wide * this.#shape)));
  }

  #typeSize(typed, other, shape) {
    checkSize("free");
    const side = readWhole(byId(typed).value);
    if (this.#isLocked && side >= 1) {
      byId(other).value = String(Math.max(1, Math.round(side * shape)));
    }
    this.#later();
  }

  /** Follows the view: its shape, its name, and the estimate. */
  #follow() {
    if (!this.#isShown || this.#pane.isHidden) {
      return;
    }
    if (this.#sizeChoice !== "free" && this.#isLocked) {
      this.#fillSize(this.#sizeChoice);
    }
    this.rename();
    this.#later();
  }

  /** Takes a name that no picture of the queue has: c, unless another is typed. */
  rename() {
    if (this.#isNamed || !byId("render-format").value) {
      return;
    }
    const { re, im } = this.#store.state;
    const stem = `julia_${complexText(Number(re.toPrecision(8)), Number(im.toPrecision(8)))}`;
    const suffix = byId("render-format").value;
    const taken = this.#names();
    let name = stem + suffix;
    for (let number = 2; taken.includes(name); number++) {
      name = `${stem}-${number}${suffix}`;
    }
    byId("render-name").value = name;
  }

  /** The parameters of the picture; a text that says what is wrong in place of them. */
  async #query() {
    const [width, height] = ["render-width", "render-height"].map(id => readWhole(byId(id).value));
    if (!(width >= 1 && height >= 1 && width <= MOST_SIDE && height <= MOST_SIDE)) {
      throw new Error("Give the size as whole numbers of pixels.");
    }
    const dpiText = byId("render-dpi").value.trim();
    const dpi = dpiText === "" ? null : readWhole(dpiText);
    if (dpi !== null && !(dpi >= 1 && dpi <= MOST_DPI)) {
      throw new Error("The resolution in print is a whole number of pixels per inch.");
    }
    byId("print-size").textContent = dpi === null ? "dpi"
      : `dpi: ${[width, height].map(side => Number((side / dpi * CM_PER_INCH).toPrecision(3))).join(" × ")} cm`;
    const { state } = this.#store;
    const quantiles = await this.#quantiles();
    const samples = Number(byId("render-samples").value);
    const view = { x: state.x, y: state.y, zoom: state.zoom };
    return queryOf([...viewPairs(view, { width, height }), ...pixelPairs({ ...state, samples, quantiles }, "julia"),
      ["depth", byId("render-depth").value === "8" ? null : 16], ["dpi", dpi],
      ["name", byId("render-name").value.trim()]]);
  }

  #later() {
    clearTimeout(this.#timer);
    byId("estimate").classList.add("old");
    this.#timer = setTimeout(() => this.#estimate(), WAIT_MS);
  }

  async #estimate() {
    if (!this.#isShown) {
      return;
    }
    let query = "";
    try {
      query = await this.#query();
      if (query === this.#estimated) {
        byId("estimate").classList.remove("old");
        return;
      }
      this.#estimated = query;
      this.#abort.abort();
      this.#abort = new AbortController();
      const estimate = await this.#server.post("estimate", query, this.#abort.signal);
      if (query === this.#estimated) {
        this.#tell(estimate);
      }
    } catch (error) {
      if (!isStale(error) && (query === this.#estimated || query === "")) {
        this.#complain(error.message);
      }
    }
  }

  #tell({ width, height, seconds, fileBytes, memoryBytes, freeBytes }) {
    byId("estimate").classList.remove("old");
    byId("estimate-time").textContent = seconds === undefined || seconds === null ? "–" : secondsText(seconds);
    byId("estimate-file").textContent = bytesText(fileBytes);
    byId("estimate-memory").textContent = bytesText(memoryBytes);
    byId("start-render").textContent = `Render ${groupText(width)} × ${groupText(height)}`;
    byId("start-render").disabled = false;
    problem.textContent = freeBytes < fileBytes ? `The disk has only ${bytesText(freeBytes)} left.` : "";
  }

  #complain(text) {
    problem.textContent = text;
    for (const id of ["estimate-time", "estimate-file", "estimate-memory"]) {
      byId(id).textContent = "–";
    }
    byId("start-render").textContent = "Render";
  }

  async #start() {
    const button = byId("start-render");
    const name = byId("render-name").value.trim();
    button.disabled = true;
    try {
      await this.#server.post("renders", await this.#query());
      problem.textContent = "";
      this.#isNamed = false;
      note(`${name} is on the list of pictures`);
    } catch (error) {
      problem.textContent = error.message;
      const free = error.status === 409 && /such as (\S+)$/.exec(error.message);
      if (free) {
        byId("render-name").value = free[1];
        this.#isNamed = true;
        problem.textContent = `${error.message.split(":")[0]}. The name is ${free[1]} now: start again.`;
      }
    } finally {
      button.disabled = false;
    }
  }
}

function checkSize(choice) {
  sizes.forEach(radio => {
    radio.checked = radio.value === choice;
  });
}
