/**
 * The canvas of a pane: whole frames, which may be coarse or of another view and are stretched to the place that they
 * have in the view of now, and above them the tiles of the view itself, pixel for pixel.
 *
 * @module
 */

import { USUAL_WIDTH, isSameView } from "./view.js";

/** @typedef {import("./view.js").View} View */
/** @typedef {import("./view.js").Size} Size */
/** @typedef {import("./colors.js").Coloring} Coloring */
/** @typedef {import("./tiles.js").Counts} Counts */
/** @typedef {import("./tiles.js").Rectangle} Rectangle */

/** Frames that are kept: the newest may be smaller than the view while that is on its way. */
const MOST_FRAMES = 2;

/** Draws what is known of a view. */
export class Surface {
  /** @type {{view: View, canvas: HTMLCanvasElement, counts: Counts | null}[]} oldest first */
  #frames = [];

  /** @type {View | null} that the tiles are of */
  #view = null;

  /** @type {{tile: Rectangle, bitmap: ImageBitmap | null}[]} with a bitmap where there are no counts */
  #tiles = [];

  #spare = [];
  #fractionBits = 0;

  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d", { alpha: false });
    this.background = "#000";
    this.resize({ width: canvas.width, height: canvas.height });
  }

  /** @param {Size} size in pixels of the device */
  resize(size) {
    this.#leaveTiles();
    this.canvas.width = size.width;
    this.canvas.height = size.height;
    this.size = size;
    this.image = new ImageData(size.width, size.height);
    this.pixels = new Uint32Array(this.image.data.buffer);
    this.raw = new Uint32Array(size.width * size.height);
  }

  /** Whether there are tiles, so that the view can be seen pixel for pixel at least in part. */
  get hasTiles() {
    return this.#tiles.length > 0;
  }

  /**
   * Draws all that is known at a view.
   *
   * @param {View} view
   */
  draw(view) {
    if (this.#view && !isSameView(view, this.#view)) {
      this.#leaveTiles();
    }
    const { context, size } = this;
    context.fillStyle = this.background;
    context.fillRect(0, 0, size.width, size.height);
    for (const frame of this.#frames) {
      this.#stretch(frame, view);
    }
    this.#tiles.forEach(known => this.#drawTile(known));
  }

  /** A sample is drawn in the middle of its pixel, however large that is. */
  #stretch({ view: from, canvas }, view) {
    const { context, size } = this;
    const scale = size.width * view.zoom / (from.zoom * canvas.width);
    const unit = size.width * view.zoom / USUAL_WIDTH;
    let x = size.width / 2 + (from.x - view.x) * unit - canvas.width * scale / 2 - (scale - 1) / 2;
    let y = size.height / 2 - (from.y - view.y) * unit - canvas.height * scale / 2 - (scale - 1) / 2;
    const isSharp = Math.abs(scale - 1) < 1e-6;
    if (isSharp) {
      [x, y] = [Math.round(x), Math.round(y)];
    }
    context.imageSmoothingEnabled = !isSharp;
    context.imageSmoothingQuality = scale < 0.7 ? "high" : "medium";
    context.drawImage(canvas, x, y, canvas.width * scale, canvas.height * scale);
  }

  /**
   * Sets a whole frame, coarse as a rule.
   *
   * @param {View} view of it
   * @param {Size} size of it
   * @param {Counts} counts
   * @param {Coloring} coloring
   * @param {boolean} isOther whether what was seen before has other samples, and not only another view
   */
  frame(view, size, counts, coloring, isOther) {
    this.#dropTiles();
    if (isOther) {
      this.#spare.push(...this.#frames.splice(0).map(({ canvas }) => canvas));
    }
    const canvas = this.#spare.pop() ?? document.createElement("canvas");
    if (canvas.width !== size.width || canvas.height !== size.height) {
      canvas.width = size.width;
      canvas.height = size.height;
    }
    const frame = { view, canvas, counts };
    paintFrame(frame, coloring);
    this.#push(frame);
  }

  #push(frame) {
    this.#frames.push(frame);
    while (this.#frames.length > MOST_FRAMES) {
      this.#spare.push(this.#frames.shift().canvas);
    }
  }

  /**
   * Sets the counts of all pixels at once.
   *
   * @param {View} view
   * @param {Counts} counts
   * @param {Coloring} coloring
   */
  whole(view, counts, coloring) {
    this.#dropTiles();
    this.#view = view;
    this.#tiles = [{ tile: { x: 0, y: 0, ...this.size }, bitmap: null }];
    this.raw = counts.raw;
    this.#fractionBits = counts.fractionBits;
    coloring.paint(counts.raw, counts.fractionBits, this.pixels);
    this.context.putImageData(this.image, 0, 0);
  }

  /**
   * Sets the counts of a rectangle.
   *
   * @param {View} view
   * @param {Rectangle} tile
   * @param {Counts} counts
   * @param {Coloring} coloring
   */
  tile(view, tile, counts, coloring) {
    this.#enterTiles(view);
    this.#fractionBits = counts.fractionBits;
    for (let row = 0; row < tile.height; row++) {
      this.raw.set(counts.raw.subarray(row * tile.width, (row + 1) * tile.width),
          (tile.y + row) * this.size.width + tile.x);
    }
    this.#tiles.push({ tile, bitmap: null });
    this.#paintTile(tile, coloring);
    this.#drawTile({ tile, bitmap: null });
  }

  /**
   * Sets the pixels of a rectangle.
   *
   * @param {View} view
   * @param {Rectangle} tile
   * @param {ImageBitmap} bitmap
   */
  bitmap(view, tile, bitmap) {
    this.#enterTiles(view);
    this.#tiles.push({ tile, bitmap });
    this.#drawTile({ tile, bitmap });
  }

  #drawTile({ tile, bitmap }) {
    if (bitmap) {
      this.context.imageSmoothingEnabled = false;
      this.context.drawImage(bitmap, tile.x, tile.y);
    } else {
      this.context.putImageData(this.image, 0, 0, tile.x, tile.y, tile.width, tile.height);
    }
  }

  #enterTiles(view) {
    if (!this.#view || !isSameView(view, this.#view)) {
      this.#leaveTiles();
      this.#view = view;
    }
  }

  /** Makes a frame of what can be seen, since it is needed at another view. */
  #leaveTiles() {
    if (this.#view && this.#tiles.length > 0) {
      const canvas = this.#spare.pop() ?? document.createElement("canvas");
      canvas.width = this.size.width;
      canvas.height = this.size.height;
      canvas.getContext("2d", { alpha: false }).drawImage(this.canvas, 0, 0);
      this.#push({ view: this.#view, canvas, counts: null });
    }
    this.#dropTiles();
  }

  #dropTiles() {
    this.#tiles.forEach(({ bitmap }) => bitmap?.close());
    this.#view = null;
    this.#tiles = [];
  }

  #paintTile(tile, coloring) {
    const { width } = this.size;
    if (tile.width === width) {
      const [start, end] = [tile.y * width, (tile.y + tile.height) * width];
      coloring.paint(this.raw.subarray(start, end), this.#fractionBits, this.pixels.subarray(start, end));
      return;
    }
    for (let row = tile.y; row < tile.y + tile.height; row++) {
      const start = row * width + tile.x;
      const end = start + tile.width;
      coloring.paint(this.raw.subarray(start, end), this.#fractionBits, this.pixels.subarray(start, end));
    }
  }

  /**
   * Colours all that has counts anew, and draws it.
   *
   * @param {View} view
   * @param {Coloring} coloring
   */
  recolor(view, coloring) {
    this.#tiles.forEach(({ bitmap }) => bitmap?.close());
    this.#tiles = this.#tiles.filter(({ bitmap }) => !bitmap);
    this.#frames.filter(({ counts }) => counts).forEach(frame => paintFrame(frame, coloring));
    this.#tiles.forEach(({ tile }) => this.#paintTile(tile, coloring));
    this.draw(view);
  }

  /**
   * The count of a pixel.
   *
   * @param {number} column
   * @param {number} row
   * @returns {number | null} with its fraction; null if it is not known
   */
  countAt(column, row) {
    const isKnown = this.#tiles.some(({ tile, bitmap }) => !bitmap && column >= tile.x && row >= tile.y
        && column < tile.x + tile.width && row < tile.y + tile.height);
    return isKnown ? this.raw[row * this.size.width + column] / 2 ** this.#fractionBits : null;
  }
}

function paintFrame({ canvas, counts }, coloring) {
  const image = new ImageData(canvas.width, canvas.height);
  coloring.paint(counts.raw, counts.fractionBits, new Uint32Array(image.data.buffer));
  canvas.getContext("2d", { alpha: false }).putImageData(image, 0, 0);
}
