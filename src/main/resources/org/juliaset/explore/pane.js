/**
 * A pane: what is wanted of it, and the way there. While something moves, whole frames of the newest state are asked
 * for, as coarse as the time for a frame allows, and shown as they come. When it rests, tiles of the view itself follow
 * from the middle outwards, unless the last frame was that view already.
 *
 * @module
 */

import { pixelPairs, queryOf, samplePairs } from "./address.js";
import { Glide } from "./glide.js";
import { isStale } from "./server.js";
import { FrameSpeed } from "./speed.js";
import { Surface } from "./surface.js";
import { TileLoader, loadTiles, tilesOf } from "./tiles.js";
import { isSameView } from "./view.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./view.js").View} View */

/** After so long without a move the pane rests. */
const REST_MS = 80;

/** A frame that takes longer than this is given up for a newer one. */
const LATE_MS = 120;

/** Time for a tile that is not too long, milliseconds. */
const TILE_MS = 400;

const FRAMES_AT_ONCE = 2;
const TILES_AT_ONCE = 3;

/** Draws one of the sets. Events: "change" when it comes to rest or leaves it, "view" as it moves, "trouble". */
export class Pane extends EventTarget {
  #looks;
  #viewOf;
  #loader;
  #glide = new Glide(() => this.#showView(), () => this.#arrive());
  #speed = new FrameSpeed();

  /** Counts the changes of what is wanted; the newest that was asked for, and seen. */
  #version = 0;
  #asked = 0;
  #seen = 0;

  /** @type {Set<{began: number}>} */
  #flights = new Set();
  #restsAt = 0;

  /** Whether the view of now is that of the newest frame that has come. */
  #isFilm = false;
  #timer = 0;
  #isFilling = false;

  /** Whether all counts are there, and whether all pixels are. */
  #isCounted = false;
  #isComplete = false;

  /** Changes of colours that are not drawn yet. */
  #recolors = 0;
  #samplesKey = "";
  #seenKey = "";
  #frames = 0;

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
    server.addEventListener("back", () => this.again());
  }

  /** @returns {import("./view.js").Size} */
  get size() {
    return this.surface.size;
  }

  /** @returns {View | null} what is seen now, perhaps on the way to the view of the state */
  get view() {
    return this.#glide.view;
  }

  /** Whether all pixels are those of the state, and nothing moves. */
  get isSettled() {
    return this.state === null || this.isHidden || this.#isComplete && !this.#glide.isMoving && !this.#isFilling
        && this.#flights.size === 0 && this.#recolors === 0;
  }

  get isHidden() {
    return this.size.width < 2 || this.size.height < 2;
  }

  /** @param {import("./view.js").Size} size in pixels of the device */
  resize(size) {
    if (size.width !== this.size.width || size.height !== this.size.height) {
      this.surface.resize(size);
      if (this.view) {
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
    const isMoved = !old || key !== this.#samplesKey || !isSameView(this.#viewOf(old), target);
    const isRecolored = !old || queryOf(pixelPairs(old, this.name)) !== queryOf(pixelPairs(state, this.name));
    this.state = state;
    if (this.isHidden || !isMoved && !isRecolored) {
      return;
    }
    this.#isFilm = how === "film";
    this.#samplesKey = key;
    if (isMoved || this.#samplesOf(state) > 1) {
      this.#begin(how);
    }
    if (how !== "film" || !this.view || this.#glide.isMoving) {
      this.#glide.go(target, this.size.width, how === "glide");
    }
    if (!isMoved) {
      this.#recolor();
    }
    this.#pump();
    this.#tell("change");
  }

  /** From now on other pixels are wanted. */
  #begin(how) {
    this.#version++;
    this.#isComplete = false;
    this.#isCounted = false;
    if (this.#isFilling) {
      this.#isFilling = false;
      this.#loader.cancel();
    }
    this.#restsAt = how === "step" ? 0 : performance.now() + REST_MS;
  }

  #keyOf(state) {
    return queryOf([...samplePairs(state, this.name), ["samples", this.#samplesOf(state)]]);
  }

  /** Samples along a side of a pixel: the map has one, since it is there to find the way. */
  #samplesOf(state) {
    return this.name === "map" ? 1 : state.samples;
  }

  #showView() {
    this.surface.draw(/** @type {View} */ (this.view));
    this.#tell("view");
  }

  #arrive() {
    this.#pump();
    this.#tell("change");
  }

  /** Asks for what comes next. */
  #pump() {
    clearTimeout(this.#timer);
    if (this.#asked < this.#version) {
      const flights = [...this.#flights];
      const isLate = flights.length > 0 && performance.now() - flights[0].began > LATE_MS;
      if (flights.length >= FRAMES_AT_ONCE && !isLate) {
        this.#timer = setTimeout(() => this.#pump(), LATE_MS);
        return;
      }
      if (flights.length >= FRAMES_AT_ONCE) {
        this.#loader.cancel();
      }
      this.#wholeFrame();
    } else if (this.#seen === this.#version && !this.#isComplete && !this.#isFilling && !this.#glide.isMoving) {
      const wait = this.#restsAt - performance.now();
      if (wait > 0) {
        this.#timer = setTimeout(() => this.#pump(), wait);
      } else {
        this.#glide.go(this.#viewOf(this.state), this.size.width, false);
        this.#fill();
      }
    }
  }

  async #wholeFrame() {
    const version = this.#version;
    const state = /** @type {State} */ (this.state);
    const key = this.#samplesKey;
    const frame = { view: this.#viewOf(state), size: this.#speed.frameOf(this.size), of: this.size };
    const flight = { began: performance.now() };
    this.#asked = version;
    this.#flights.add(flight);
    try {
      this.#looks.coloring(state, this.name, frame.view, this.size, true).catch(() => {});
      const tile = { x: 0, y: 0, ...frame.size };
      const counts = await this.#loader.counts(samplePairs(state, this.name), frame.view, frame.size, tile);
      this.#speed.add(frame.size.width * frame.size.height, performance.now() - flight.began);
      const colors = await this.#colors(state, key, frame.view, true);
      if (version > this.#seen && frame.of === this.size) {
        this.#seen = version;
        this.#showFrame(frame, counts, colors, key);
      }
    } catch (error) {
      if (error.status === 503 && version > this.#seen) {
        // it takes too long as a whole: tiles take less each
        this.#speed.add(frame.size.width * frame.size.height, performance.now() - flight.began);
        this.#seen = version;
      } else {
        this.#fail(error, version);
      }
    } finally {
      this.#flights.delete(flight);
      this.#pump();
      this.#tell("change");
    }
  }

  #showFrame({ view, size }, counts, colors, key) {
    if (this.#isFilm) {
      this.#glide.go(view, this.size.width, false);
    }
    const isOther = key !== this.#seenKey;
    this.#seenKey = key;
    const isExact = size.width === this.size.width && size.height === this.size.height;
    if (isExact && isSameView(view, /** @type {View} */ (this.view))) {
      this.surface.whole(view, counts, colors);
      this.#isCounted = this.#seen === this.#version && this.#samplesOf(this.state) === 1;
      this.#isComplete = this.#isCounted && !this.#isEqualised;
    } else {
      this.surface.frame(view, size, counts, colors, isOther);
      this.surface.draw(/** @type {View} */ (this.view));
    }
    this.#countFrame();
  }

  /** Whether colours go with the view, so that those of a moving frame are rough. */
  get #isEqualised() {
    return this.state?.palette !== null && this.state?.scale === "equalised";
  }

  /** Makes the view complete, pixel for pixel. */
  async #fill() {
    const version = this.#version;
    const isWanted = () => version === this.#version;
    this.#isFilling = true;
    this.#tell("change");
    try {
      await (this.#isCounted ? this.#recolor() : this.#loadTiles(isWanted));
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
      this.#isFilling &&= !isWanted();
      this.#tell("change");
    }
  }

  #loadTiles(isWanted) {
    const state = /** @type {State} */ (this.state);
    const key = this.#samplesKey;
    const view = this.#viewOf(state);
    const samples = this.#samplesOf(state);
    const tiles = tilesOf(this.size, samples, TILE_MS / Math.max(this.#speed.each, 1e-7));
    return loadTiles(tiles, TILES_AT_ONCE, isWanted, async tile => {
      if (samples > 1) {
        const { quantiles } = await this.#looks.coloring(state, this.name, view, this.size);
        const pairs = pixelPairs({ ...state, quantiles: quantiles ?? state.quantiles }, this.name);
        const bitmap = await this.#loader.pixels(pairs, view, this.size, tile);
        if (isWanted()) {
          this.surface.bitmap(view, tile, bitmap);
        }
      } else {
        const counts = await this.#loader.counts(samplePairs(state, this.name), view, this.size, tile);
        const colors = await this.#colors(state, key, view, false);
        if (isWanted()) {
          this.surface.tile(view, tile, counts, colors);
        }
      }
    });
  }

  /** The colours of now, which may have changed while samples were on their way; those of then for other samples. */
  async #colors(state, key, view, isRough) {
    for (let colored = state; ;) {
      const colors = await this.#looks.coloring(colored, this.name, view, this.size, isRough);
      if (colored === this.state || this.#samplesKey !== key) {
        return colors;
      }
      colored = /** @type {State} */ (this.state);
    }
  }

  async #recolor() {
    const state = /** @type {State} */ (this.state);
    const isRough = this.#glide.isMoving;
    this.#recolors++;
    try {
      const colors = await this.#looks.coloring(state, this.name, this.#viewOf(state), this.size, isRough);
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

  /** An error that matters ends the way to the state. Where the program has gone, it begins again with it. */
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
