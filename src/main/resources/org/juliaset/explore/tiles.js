/**
 * Requests for the samples of a pane. What is not wanted any more is cancelled here and, by a newer generation, on the
 * server.
 *
 * @module
 */

import { queryOf, viewPairs } from "./address.js";
import { isStale, pause } from "./server.js";

/** @typedef {import("./view.js").Size} Size */
/** @typedef {{x: number, y: number, width: number, height: number}} Rectangle */
/** @typedef {{raw: Uint32Array, fractionBits: number}} Counts */

/** The most pixels of a tile that the server takes. */
export const MOST_PIXELS = 2 ** 20;

/** Samples that a tile is to have at most, so that it is soon there. */
const USUAL_SAMPLES = 2 ** 18;

/** A tile of fewer takes about as long. */
const LEAST_SAMPLES = 2 ** 14;

const LEAST_SIDE = 16;
const SIDE_UNIT = 32;
const client = Array.from(crypto.getRandomValues(new Uint32Array(4)), word => word.toString(36)).join("-");

/** Loads tiles of one pane. */
export class TileLoader {
  #server;
  #pane;
  #generation = 1;
  #abort = new AbortController();

  /**
   * @param {import("./server.js").Server} server
   * @param {"julia" | "map"} pane
   */
  constructor(server, pane) {
    this.#server = server;
    this.#pane = pane;
  }

  /** Cancels everything that is under way. */
  cancel() {
    this.#generation++;
    this.#abort.abort();
    this.#abort = new AbortController();
  }

  /**
   * Loads the counts of a rectangle.
   *
   * @param {[string, unknown][]} pairs parameters of the samples
   * @param {import("./view.js").View} view
   * @param {Size} size of the whole grid
   * @param {Rectangle} tile
   * @returns {Promise<Counts>}
   */
  async counts(pairs, view, size, tile) {
    const { headers, bytes } = await this.#load(pairs, view, size, tile);
    return { raw: new Uint32Array(bytes), fractionBits: Number(headers.get("X-Fraction-Bits")) };
  }

  /**
   * Loads the pixels of a rectangle.
   *
   * @param {[string, unknown][]} pairs parameters of the pixels
   * @param {import("./view.js").View} view
   * @param {Size} size of the whole grid
   * @param {Rectangle} tile
   * @returns {Promise<ImageBitmap>}
   */
  async pixels(pairs, view, size, tile) {
    const { bytes } = await this.#load(pairs, view, size, tile);
    return createImageBitmap(new Blob([bytes], { type: "image/png" }),
        { colorSpaceConversion: "none", premultiplyAlpha: "none" });
  }

  async #load(pairs, view, size, tile) {
    const { signal } = this.#abort;
    const query = queryOf([...viewPairs(view, size), ...pairs,
      ["tile", `${tile.x},${tile.y},${tile.width},${tile.height}`],
      ["pane", this.#pane], ["generation", this.#generation], ["client", client]]);
    for (;;) {
      try {
        return await this.#server.bytes(`tile?${query}`, signal);
      } catch (error) {
        if (isStale(error) || error.status !== 503 || !error.wait) {
          throw error;
        }
        await pause(error.wait * 1000 * (0.5 + Math.random()));
        signal.throwIfAborted();
      }
    }
  }
}

/**
 * Divides a pane into tiles, the ones in the middle first.
 *
 * @param {Size} size
 * @param {number} samples along a side of a pixel
 * @param {number} most samples of a tile that do not take too long
 * @returns {Rectangle[]}
 */
export function tilesOf(size, samples, most) {
  const pixels = Math.max(LEAST_SAMPLES, Math.min(MOST_PIXELS, USUAL_SAMPLES, most)) / samples ** 2;
  const side = Math.max(SIDE_UNIT, Math.floor(Math.sqrt(pixels) / SIDE_UNIT) * SIDE_UNIT);
  const columns = Math.ceil(size.width / side);
  const rows = Math.ceil(size.height / side);
  const edge = (k, number, length) => Math.round(k * length / number);
  const tiles = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const [x, y] = [edge(column, columns, size.width), edge(row, rows, size.height)];
      tiles.push({ x, y,
        width: edge(column + 1, columns, size.width) - x, height: edge(row + 1, rows, size.height) - y });
    }
  }
  const distance = ({ x, y, width, height }) =>
    Math.hypot(x + width / 2 - size.width / 2, y + height / 2 - size.height / 2);
  return tiles.sort((a, b) => distance(a) - distance(b));
}

/**
 * Loads tiles, some at a time. One that takes too long is loaded in parts.
 *
 * @param {Rectangle[]} tiles
 * @param {number} atOnce
 * @param {() => boolean} isWanted
 * @param {(tile: Rectangle) => Promise<void>} load
 */
export async function loadTiles(tiles, atOnce, isWanted, load) {
  const waiting = [...tiles];
  const work = async () => {
    for (let tile = waiting.shift(); tile && isWanted(); tile = waiting.shift()) {
      try {
        await load(tile);
      } catch (error) {
        const parts = error.status === 503 ? quarters(tile) : [];
        if (parts.length === 0) {
          throw error;
        }
        waiting.unshift(...parts);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

/**
 * The quarters of a tile that takes too long as a whole.
 *
 * @param {Rectangle} tile
 * @returns {Rectangle[]} none if it is too small for that
 */
function quarters(tile) {
  const [left, top] = [tile.width >> 1, tile.height >> 1];
  if (Math.min(left, top) < LEAST_SIDE) {
    return [];
  }
  return [[0, 0, left, top], [left, 0, tile.width - left, top], [0, top, left, tile.height - top],
    [left, top, tile.width - left, tile.height - top]]
      .map(([x, y, width, height]) => ({ x: tile.x + x, y: tile.y + y, width, height }));
}
