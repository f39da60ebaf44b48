/**
 * The tables that colours are made with: palettes and scales, each loaded once.
 *
 * @module
 */

import { pixelPairs, queryOf, viewPairs } from "./address.js";
import { ENTRIES, GrayColoring, PaletteColoring } from "./colors.js";
import { iterationLimit, mapLimit } from "./state.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {{name: string, isCyclic: boolean, colors: Uint32Array}} Palette */

const MOST_SCALES = 40;
const OPAQUE = 0xFF000000;
const paper = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

/** Makes the colours of panes. */
export class Looks {
  #server;
  #palettes = new Map();
  #scales = new Map();
  #made = new Map();

  /** @param {import("./server.js").Server} server */
  constructor(server) {
    this.#server = server;
  }

  /** Waits until tables can be loaded. */
  whenBack() {
    return this.#server.whenBack();
  }

  /**
   * @param {string} name of a palette, or stops
   * @returns {Promise<Palette>}
   */
  palette(name) {
    return this.#once(this.#palettes, name, async () => {
      const { headers, bytes } = await this.#server.bytes(`palette?${queryOf([["palette", name]])}`);
      const codes = new Uint8Array(bytes);
      const colors = new Uint32Array(ENTRIES);
      for (let entry = 0, k = 0; entry < ENTRIES; entry++, k += 3) {
        colors[entry] = OPAQUE | codes[k + 2] << 16 | codes[k + 1] << 8 | codes[k];
      }
      return { name, isCyclic: headers.get("X-Cyclic") === "true", colors };
    });
  }

  async #scalesOf(itermin, itermax) {
    return this.#once(this.#scales, `${itermin} ${itermax}`, async () => {
      const { bytes } = await this.#server.bytes(`scale?${queryOf([["itermin", itermin], ["itermax", itermax]])}`);
      return columns(bytes, ["linear", "sqrt", "log"]);
    });
  }

  async #equalised(state, pane, view, size) {
    const plain = { ...state, period: 0, offset: 0, reverse: false, interior: "#000000", samples: 1 };
    const query = queryOf([...viewPairs(view, size), ...pixelPairs(plain, pane)]);
    return this.#once(this.#scales, query, async () => {
      const { headers, bytes } = await this.#server.bytes(`scale?${query}`);
      return { ...columns(bytes, ["equalised"]), quantiles: headers.get("X-Palette-Quantiles") };
    });
  }

  /** Keeps what has been loaded, and forgets what was used longest ago, and failures. */
  #once(map, key, load) {
    const known = map.get(key);
    map.delete(key);
    const found = known ?? load();
    map.set(key, found);
    found.catch(() => map.delete(key));
    if (map === this.#scales && map.size > MOST_SCALES) {
      map.delete(map.keys().next().value);
    }
    return found;
  }

  /**
   * The colours of a pane.
   *
   * @param {State} state
   * @param {"julia" | "map" | "thumbnail"} pane
   * @param {import("./view.js").View} view that an equalised scale is made for
   * @param {import("./view.js").Size} size
   * @param {boolean} [isRough] whether the equalised scale of an earlier view will do
   * @returns {Promise<import("./colors.js").Coloring & {quantiles?: string | null}>}
   */
  async coloring(state, pane, view, size, isRough = false) {
    const itermax = pane === "map" ? mapLimit(state) : iterationLimit(state);
    if (state.palette === null) {
      return new GrayColoring(state.itermin, itermax);
    }
    const last = this.#made.get(pane);
    const [palette, scales] = await Promise.all([this.palette(state.palette), state.scale !== "equalised"
      ? this.#scalesOf(state.itermin, itermax)
      : isRough && last?.scales.equalised && last.itermax === itermax && last.state.itermin === state.itermin
        ? last.scales : this.#equalised(state, pane, view, size)]);
    const scale = scales[state.scale];
    if (last?.palette === palette && last.scale === scale && last.itermax === itermax && matches(last.state, state)) {
      return last.coloring;
    }
    const { itermin, period, offset, reverse } = state;
    const look = { palette, scale, itermin, itermax, period, offset, reverse, interior: pixelOf(state.interior),
      quantiles: scales.quantiles };
    const coloring = new PaletteColoring(look);
    this.#made.set(pane, { palette, scale, scales, itermax, state, coloring });
    return coloring;
  }
}

function matches(one, other) {
  return ["itermin", "period", "offset", "reverse", "interior"].every(name => one[name] === other[name]);
}

function columns(bytes, names) {
  const length = new DataView(bytes).getUint32(0, true);
  const all = new Float64Array(bytes.slice(4));
  return Object.fromEntries(names.map((name, k) => [name, all.subarray(k * length, (k + 1) * length)]));
}

/**
 * A colour of CSS as a pixel.
 *
 * @param {string} color
 */
export function pixelOf(color) {
  const hex = hexOf(color);
  const [red, green, blue] = [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16));
  return (OPAQUE | blue << 16 | green << 8 | red) >>> 0;
}

/**
 * A colour of CSS as #rrggbb; black if it is none.
 *
 * @param {string} color
 */
export function hexOf(color) {
  paper.fillStyle = "#000000";
  paper.fillStyle = color;
  return paper.fillStyle.startsWith("#") ? paper.fillStyle : "#000000";
}
