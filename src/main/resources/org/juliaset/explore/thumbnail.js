/**
 * Small pictures of whole views, such as those of the presets.
 *
 * @module
 */

import { queryOf, samplePairs, viewPairs } from "./address.js";

/** What the canvases show, so that other colours of the same counts need no request. */
const known = new WeakMap();

async function countsOf(server, canvas, query) {
  const last = known.get(canvas);
  if (last?.query === query) {
    return last;
  }
  const { headers, bytes } = await server.bytes(`tile?${query}`);
  const counts = { query, raw: new Uint32Array(bytes), fractionBits: Number(headers.get("X-Fraction-Bits")) };
  known.set(canvas, counts);
  return counts;
}

/**
 * Draws a Julia set on a canvas of its own size.
 *
 * @param {object} parts
 * @param {import("./server.js").Server} parts.server
 * @param {import("./looks.js").Looks} parts.looks
 * @param {HTMLCanvasElement} canvas
 * @param {import("./state.js").State} state
 * @param {import("./view.js").View} view
 */
export async function drawThumbnail({ server, looks }, canvas, state, view) {
  const size = { width: canvas.width, height: canvas.height };
  const query = queryOf([...viewPairs(view, size), ...samplePairs(state, "julia"),
    ["tile", `0,0,${size.width},${size.height}`]]);
  const [coloring, { raw, fractionBits }] = await Promise.all([
    looks.coloring({ ...state, scale: state.scale === "equalised" ? "log" : state.scale }, "thumbnail", view, size),
    countsOf(server, canvas, query)]);
  const image = new ImageData(size.width, size.height);
  coloring.paint(raw, fractionBits, new Uint32Array(image.data.buffer));
  canvas.getContext("2d")?.putImageData(image, 0, 0);
}
