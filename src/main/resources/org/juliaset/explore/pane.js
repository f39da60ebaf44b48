/**
 * A pane: what is wanted of it, and the way there. While something moves, whole frames of the newest state are asked for,
 * as coarse as the time for a frame allows, and shown as they come. When it rests, tiles of the view itself follow from
 * the middle outwards, unless the last frame was that view already.
 *
 * @module
 */

import { pixelPairs, queryOf, samplePairs } from "./address.js";
import { isStale } from "./server.js";
import { FrameSpeed } from "./speed.js";
import { Surface } from "./surface.js";
import { MOST_PIXELS, TileLoader, quarters, tilesOf } from "./tiles.js";
import { between } from "./view.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./view.js").View} View */

/** What a frame may take while something moves, milliseconds. */
const FRAME_MS = 22;

/** Pixels of a frame are so many times as wide as those of the pane. */
const REDUCTIONS = [1, 1.5, 2, 3, 4, 6, 8];

const FIRST_REDUCTION = 4;

/** After so long without a move the pane rests. */
const REST_MS = 80;

/** A frame that takes longer than this is given up for a newer one. */
const LATE_MS = 120;

/** The time constant of a move that the pane goes smoothly. */
const GLIDE_MS = 55;

/** Time for a tile that is not too long, milliseconds. */
const TILE_MS = 400;

const FRAMES_AT_ONCE = 2;
const TILES_AT_ONCE = 3;

/** Draws one of the sets. Events: "change" when it comes to rest or leaves it, "view" as it moves, "trouble". */
export class Pane extends EventTarget {
  #looks;
  #viewOf;
  #loader;

  /** Counts the changes of what is wanted; the newest that was asked for, and seen. */
  #version = 0;
  #asked = 0;
  #seen = 0;

  /** @type {Set<{began: number}>} */
  #flights = new Set();
  #restsAt = 0;
  #timer = 0;
  #isFilling = false;
  #isComplete = false;

  /** Whether all counts are there, and only their colours are missing. */
  #isCounted = false;

  /** Changes of colours that are not drawn yet. */
  #recolors = 0;
  #samplesKey = "";
  #seenKey = "";
  #frames = 0;

  #speed = new FrameSpeed();

  #gliding = 0;
  #glidedAt = 0;

  /**
   * @param {object} parts
   * @param {HTMLCanvasElement} parts.canvas
   * @param {"julia" | "map"} parts.name
   * @param {import("./server.js").Server} parts.server
   * @param {import("./looks.js").Looks} parts.looks
   * @param {(state: State) => View} parts.viewOf the view of this pane
   */
  constructor({ canvas, name, server, looks, viewOf }) {
    super();
    this.canvas = canvas;
    this.name = name;
    this.#looks = looks;
    this.#viewOf = viewOf;
    this.#loader = new TileLoader(server, name);
    this.surface = new Surface(canvas);
    /** @type {State | null} */
    this.state = null;
    /** @type {View | null} what is seen now, on the way to the view of the state */
    this.view = null;
    server.addEventListener("back", () => this.again());
  }

  /** @returns {import("./view.js").Size} */
  get size() {
    return this.surface.size;
  }

  /** Whether all pixels are those of the state, and nothing moves. */
  get isSettled() {
    return this.state === null || this.isHidden
        || this.#isComplete && this.#flights.size === 0 && !this.#gliding && !this.#isFilling && this.#recolors === 0;
  }

  get isHidden() {
    return this.size.width < 2 || this.size.height < 2;
  }

  /** @param {import("./view.js").Size} size in pixels of the device */
  resize(size) {
    if (size.width !== this.size.width || size.height !== this.size.height) {
      this.surface.resize(size);
      if (this.state && this.view) {
        this.surface.draw(this.view);
      }
      this.again();
    }
  }

  /** Draws everything anew. */
  again() {
    if (this.state) {
      this.#samplesKey = "";
      this.update(this.state, "step");
    }
  }

  /**
   * Goes to a state.
   *
   * @param {State} state
   * @param {string} how as for the store
   */
  update(state, how) {
    const old = this.state;
    const target = this.#viewOf(state);
    const key = this.#keyOf(state);
    const isView = !old || key !== this.#samplesKey || !isSame(this.#viewOf(old), target);
    const isLook = !old || queryOf(pixelPairs(old, this.name)) !== queryOf(pixelPairs(state, this.name));
    this.state = state;
    if (this.isHidden || !isView && !isLook) {
      return;
    }
    this.#samplesKey = key;
    this.#moveTo(target, how === "glide");
    const isRecolored = !isView && this.#samplesOf(state) === 1;
    if (!isRecolored) {
      this.#version++;
      this.#isComplete = false;
      this.#isCounted = false;
      if (this.#isFilling) {
        this.#isFilling = false;
        this.#loader.cancel();
      }
      this.#restsAt = how === "step" ? 0 : performance.now() + REST_MS;
      this.#pump();
    }
    if (!isView) {
      this.#recolor();
    }
    this.#tell("change");
  }

  #keyOf(state) {
    return queryOf([...samplePairs(state, this.name), ["samples", this.#samplesOf(state)]]);
  }

  /** Samples along a side of a pixel: the map has one, since it is there to find the way. */
  #samplesOf(state) {
    return this.name === "map" ? 1 : state.samples;
  }

  get #target() {
    return this.#viewOf(/** @type {State} */ (this.state));
  }

  #moveTo(target, isGlide) {
    if (isGlide && this.view && !matchMedia("(prefers-reduced-motion: reduce)").matches) {
      if (!this.#gliding) {
        this.#glidedAt = performance.now();
        this.#gliding = requestAnimationFrame(now => this.#glide(now));
      }
      return;
    }
    cancelAnimationFrame(this.#gliding);
    this.#gliding = 0;
    if (!this.view || !isSame(this.view, target)) {
      this.view = target;
      this.surface.draw(target);
      this.#tell("view");
    }
  }

  #glide(now) {
    const target = this.#target;
    const share = 1 - Math.exp(-Math.max(1, now - this.#glidedAt) / GLIDE_MS);
    this.#glidedAt = now;
    const view = between(/** @type {View} */ (this.view), target, share);
    const unit = this.size.width * target.zoom / 3.2;
    const isThere = Math.abs(Math.log(target.zoom / view.zoom)) * this.size.width < 0.6
        && Math.hypot(target.x - view.x, target.y - view.y) * unit < 0.6;
    this.view = isThere ? target : view;
    this.#gliding = isThere ? 0 : requestAnimationFrame(later => this.#glide(later));
    this.surface.draw(this.view);
    this.#tell("view");
    if (isThere) {
      this.#pump();
      this.#tell("change");
    }
  }

  /** Asks for what comes next. */
  #pump() {
    clearTimeout(this.#timer);
    if (this.#asked < this.#version) {
      const flights = [...this.#flights];
      if (flights.length < FRAMES_AT_ONCE) {
        this.#wholeFrame();
      } else if (performance.now() - flights[0].began > LATE_MS) {
        this.#loader.cancel();
        this.#wholeFrame();
      } else {
        this.#timer = setTimeout(() => this.#pump(), LATE_MS);
      }
    } else if (this.#seen === this.#version && !this.#isComplete && !this.#isFilling && !this.#gliding) {
      const wait = this.#restsAt - performance.now();
      if (wait > 0) {
        this.#timer = setTimeout(() => this.#pump(), wait);
      } else if (this.#isCounted) {
        this.#finishColors();
      } else {
        this.#fill();
      }
    }
  }

  async #finishColors() {
    const version = this.#version;
    await this.#recolor();
    if (version === this.#version) {
      this.#isComplete = true;
      this.#tell("change");
    }
  }

  #reduced() {
    const { width, height } = this.size;
    const most = Math.min(this.#speed.pixelsIn(FRAME_MS) ?? width * height / FIRST_REDUCTION ** 2, MOST_PIXELS);
    const reduction = REDUCTIONS.find(each => width * height / each ** 2 <= most) ?? REDUCTIONS[REDUCTIONS.length - 1];
    return { width: Math.ceil(width / reduction), height: Math.ceil(height / reduction) };
  }

  async #wholeFrame() {
    const version = this.#version;
    const state = /** @type {State} */ (this.state);
    const key = this.#samplesKey;
    const view = this.#target;
    const size = this.#reduced();
    const flight = { began: performance.now() };
    this.#asked = version;
    this.#flights.add(flight);
    try {
      const coloring = this.#looks.coloring(state, this.name, view, this.size, true);
      coloring.catch(() => {});
      const counts = await this.#loader.counts(samplePairs(state, this.name), view, size, { x: 0, y: 0, ...size });
      this.#speed.add(size.width * size.height, performance.now() - flight.began);
      const colors = await coloring;
      if (version > this.#seen && size.width <= this.size.width && size.height <= this.size.height) {
        this.#seen = version;
        this.#showFrame(view, size, counts, colors, key);
      }
    } catch (error) {
      this.#fail(error, version);
    } finally {
      this.#flights.delete(flight);
      this.#pump();
      this.#tell("change");
    }
  }

  #showFrame(view, size, counts, colors, key) {
    const isOther = key !== this.#seenKey;
    this.#seenKey = key;
    const isExact = size.width === this.size.width && size.height === this.size.height;
    if (isExact && !this.#gliding && isSame(view, /** @type {View} */ (this.view))) {
      this.surface.whole(view, counts, colors);
      const state = /** @type {State} */ (this.state);
      const isExactNow = this.#seen === this.#version && this.#samplesOf(state) === 1;
      const isRough = state.scale === "equalised" && state.palette !== null;
      this.#isComplete = isExactNow && !isRough;
      this.#isCounted = isExactNow && isRough;
    } else {
      this.surface.frame(view, size, counts, colors, isOther);
      this.surface.draw(/** @type {View} */ (this.view));
    }
    this.#countFrame();
  }

  /** Loads the tiles of the view, pixel for pixel. */
  async #fill() {
    const version = this.#version;
    const state = /** @type {State} */ (this.state);
    const view = this.#target;
    const most = TILE_MS / Math.max(this.#speed.each, 1e-7);
    const tiles = tilesOf(this.size, this.#samplesOf(state), most);
    this.#isFilling = true;
    this.#tell("change");
    const isWanted = () => version === this.#version;
    const work = async () => {
      while (tiles.length > 0 && isWanted()) {
        const tile = /** @type {import("./tiles.js").Rectangle} */ (tiles.shift());
        await this.#fillTile(state, view, tile, tiles, isWanted);
      }
    };
    try {
      await Promise.all(Array.from({ length: TILES_AT_ONCE }, work));
      if (isWanted()) {
        this.#isComplete = true;
        this.#countFrame();
      }
    } catch (error) {
      if (isWanted()) {
        this.#loader.cancel();
        this.#fail(error, version);
      }
    } finally {
      if (isWanted()) {
        this.#isFilling = false;
      }
      this.#tell("change");
    }
  }

  async #fillTile(state, view, tile, tiles, isWanted) {
    try {
      if (this.#samplesOf(state) > 1) {
        const bitmap = await this.#loader.pixels(await this.#settledPairs(state, view), view, this.size, tile);
        if (isWanted()) {
          this.surface.bitmap(view, tile, bitmap);
        }
        return;
      }
      const coloring = this.#looks.coloring(state, this.name, view, this.size);
      coloring.catch(() => {});
      const counts = await this.#loader.counts(samplePairs(state, this.name), view, this.size, tile);
      const colors = await coloring;
      if (isWanted()) {
        this.surface.tile(view, tile, counts, await this.#now(colors, view));
      }
    } catch (error) {
      const parts = error.status === 503 ? quarters(tile) : [];
      if (parts.length === 0) {
        throw error;
      }
      tiles.unshift(...parts);
    }
  }

  /** The parameters of the pixels, with the quantiles of an equalised scale. */
  async #settledPairs(state, view) {
    const { quantiles } = await this.#looks.coloring(state, this.name, view, this.size);
    return pixelPairs({ ...state, quantiles: quantiles ?? state.quantiles }, this.name);
  }

  /** The colours of the state of now, which may have changed while a tile was on its way. */
  async #now(colors, view) {
    const state = /** @type {State} */ (this.state);
    return state === null ? colors : this.#looks.coloring(state, this.name, view, this.size);
  }

  async #recolor() {
    const state = /** @type {State} */ (this.state);
    const view = this.#target;
    this.#recolors++;
    try {
      const colors = await this.#looks.coloring(state, this.name, view, this.size);
      if (this.state === state && this.view) {
        this.surface.recolor(this.view, colors);
        this.#countFrame();
      }
    } catch (error) {
      this.#fail(error, this.#version);
    } finally {
      this.#recolors--;
      this.#tell("change");
    }
  }

  #countFrame() {
    this.#frames++;
    this.canvas.dataset.frames = String(this.#frames);
  }

  #fail(error, version) {
    if (!isStale(error) && version === this.#version && error.status !== 0) {
      this.#seen = -1;
      this.dispatchEvent(new CustomEvent("trouble", { detail: error }));
    }
  }

  #tell(name) {
    this.dispatchEvent(new Event(name));
  }
}

function isSame(one, other) {
  return one.x === other.x && one.y === other.y && one.zoom === other.zoom;
}
