/**
 * What the page shows, as values that never change, and the steps of undo and redo.
 *
 * @module
 */

/**
 * @typedef {object} State
 * @property {number} re real part of c
 * @property {number} im imaginary part of c
 * @property {number} x real part of the middle of the Julia pane
 * @property {number} y imaginary part of it
 * @property {number} zoom of the Julia pane
 * @property {number} mapX the same of the map
 * @property {number} mapY
 * @property {number} mapZoom
 * @property {boolean} auto whether the iteration limit follows from the zoom
 * @property {boolean} orbit whether the orbit of the point under the cursor is drawn
 * @property {number} itermin
 * @property {number} itermax where it is not automatic
 * @property {number | null} threshold null for the one that suits the colours
 * @property {string} precision
 * @property {string | null} palette null for gray
 * @property {string} scale
 * @property {number} period 0 where the palette comes once
 * @property {number} offset
 * @property {boolean} reverse
 * @property {string | null} quantiles of an equalised scale that is given; null where the view decides
 * @property {string} interior
 * @property {boolean} flat
 * @property {boolean} smooth
 * @property {number} samples
 * @property {number} depth of a channel in files
 * @property {number | null} dpi in files
 * @property {number | null} frame where the timeline of a film is; null without a film
 */

const MOST_STEPS = 200;
const USUAL_LIMIT = 200;
const LIMIT_PER_DOUBLING = 50;

/** The values of the parameters where an address does not have them. */
export const DEFAULTS = Object.freeze({
  re: -0.835, im: -0.2321, auto: false, orbit: false, itermin: 5, itermax: 80, threshold: null, precision: "double",
  palette: null, scale: "log", period: 0, offset: 0, reverse: false, quantiles: null, interior: "#000000",
  flat: false, smooth: false, samples: 1, depth: 8, dpi: null, frame: null,
});

/** The looks of a page whose address says nothing of them. */
export const WELCOME = Object.freeze({ auto: true, itermax: USUAL_LIMIT, palette: "frostfire" });

/**
 * The iteration limit that suits a zoom. It is a function of the zoom alone, so that a link shows the same everywhere.
 *
 * @param {number} zoom
 */
export function automaticLimit(zoom) {
  return USUAL_LIMIT + LIMIT_PER_DOUBLING * Math.max(0, Math.floor(Math.log2(zoom)));
}

/**
 * The iteration limit of the Julia pane.
 *
 * @param {State} state
 */
export function iterationLimit(state) {
  return state.auto ? Math.max(automaticLimit(state.zoom), state.itermin + 1) : state.itermax;
}

/**
 * The iteration limit of the map.
 *
 * @param {State} state
 */
export function mapLimit(state) {
  return Math.max(automaticLimit(state.mapZoom), state.itermin + 1);
}

/** Holds the state of the page, tells of its changes, and goes back and forth in its significant steps. */
export class Store {
  #state;
  #settled;
  #before = [];
  #after = [];
  #listeners = [];

  /** @param {State} state */
  constructor(state) {
    this.#state = Object.freeze(state);
    this.#settled = this.#state;
  }

  /** @returns {State} */
  get state() {
    return this.#state;
  }

  get canUndo() {
    return this.#before.length > 0 || !same(this.#state, this.#settled);
  }

  get canRedo() {
    return this.#after.length > 0;
  }

  /**
   * Calls a function after each change.
   *
   * @param {(state: State, old: State, how: string) => void} listener
   */
  subscribe(listener) {
    this.#listeners.push(listener);
  }

  /**
   * Changes some values. A move, such as a frame of a drag, is no step of its own until {@link commit}.
   *
   * @param {Partial<State>} values
   * @param {"step" | "move" | "glide" | "film" | "note"} how a step of its own, part of a move, part of a move that the
   *     panes go to smoothly, part of one that they go to as frames come, or something that undo leaves as it is
   */
  change(values, how = "step") {
    const old = this.#state;
    const next = Object.freeze({ ...old, ...values });
    if (same(next, old)) {
      return;
    }
    if (how === "step") {
      this.commit();
    }
    this.#state = next;
    if (how === "note") {
      this.#settled = Object.freeze({ ...this.#settled, ...values });
    } else if (how === "step") {
      this.commit();
    }
    this.#tell(old, how);
  }

  /** Ends a move: from here on it is a step that undo takes back. */
  commit() {
    if (!same(this.#state, this.#settled)) {
      this.#before.push(this.#settled);
      this.#before.splice(0, this.#before.length - MOST_STEPS);
      this.#after = [];
      this.#settled = this.#state;
      this.#tell(this.#state, "commit");
    }
  }

  undo() {
    this.commit();
    this.#step(this.#before, this.#after);
  }

  redo() {
    this.commit();
    this.#step(this.#after, this.#before);
  }

  #step(from, to) {
    const next = from.pop();
    if (next) {
      const old = this.#state;
      to.push(old);
      this.#state = next;
      this.#settled = next;
      this.#tell(old, "step");
    }
  }

  #tell(old, how) {
    for (const listener of this.#listeners) {
      listener(this.#state, old, how);
    }
  }
}

function same(one, other) {
  return Object.keys(one).every(name => one[name] === other[name]);
}
