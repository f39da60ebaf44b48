/**
 * The timeline of a film. The program computes what each frame shows, in blocks that are asked for as they are needed.
 * A film plays in real time: the frame of the moment is shown, and those that come too late are left out.
 *
 * @module
 */

import { readAddress } from "./address.js";
import { note } from "./notes.js";

/** Frames that are asked for at a time. */
const BLOCK = 32;

const MOST_BLOCKS = 16;
const REQUESTS_AT_ONCE = 2;

/** More key frames than these would be a line. */
const MOST_MARKS = 200;

/** Parts of the state that are no part of a frame, and may be changed by hand while a film plays. */
const OF_THE_PAGE = ["mapX", "mapY", "mapZoom", "orbit", "frame"];

const byId = id => /** @type {HTMLElement} */ (document.getElementById(id));
const slider = /** @type {HTMLInputElement} */ (byId("frame"));
const button = byId("play");

/**
 * @typedef {object} Film
 * @property {number} frames
 * @property {number} rate frames in so many seconds
 * @property {number} seconds
 * @property {boolean} loop
 * @property {number} width
 * @property {number} height
 * @property {number[]} keys positions of key frames
 */

/** Plays a film, and goes to any frame of it. */
export class Timeline {
  #server;
  #store;
  #film;
  #frame;

  /** Whether the state is to become that of the frame, and whether it is a step of its own then. */
  #isWanted = false;
  #isStep = false;
  #isOwnChange = false;

  /** @type {Map<number, Partial<import("./state.js").State>[]>} states by the number of the block */
  #blocks = new Map();
  #asked = new Set();

  /** The request for the next moment, and where and when playing began. */
  #ticket = 0;
  #from = { frame: 0, time: 0 };

  /**
   * @param {import("./server.js").Server} server
   * @param {import("./state.js").Store} store
   * @param {Film} film
   * @param {number | null} frame that the state is of, or was; null to go to the first one
   */
  constructor(server, store, film, frame) {
    this.#server = server;
    this.#store = store;
    this.#film = film;
    this.#frame = this.nearest(frame ?? 0);
    slider.max = String(film.frames - 1);
    // so that the slider keeps its place
    byId("frame-number").style.minWidth = `${this.#number(film.frames - 1).length}ch`;
    byId("frame-time").style.minWidth = `${this.#time(film.frames - 1).length}ch`;
    this.#mark();
    this.#watch();
    this.#show();
    store.change({ frame: this.#frame }, "note");
    if (frame === null) {
      this.#go(0, true);
    }
  }

  /** The frame where the timeline is, from 0. */
  get frame() {
    return this.#frame;
  }

  get isPlaying() {
    return this.#ticket !== 0;
  }

  /**
   * The frame of the film that is nearest to a number.
   *
   * @param {number} frame
   */
  nearest(frame) {
    return Math.max(0, Math.min(this.#film.frames - 1, frame));
  }

  /** Plays the film from the frame where it is, or from the beginning at its end; or pauses. */
  toggle() {
    if (this.isPlaying) {
      this.#pause();
      this.#store.commit();
      return;
    }
    const isAtEnd = !this.#film.loop && this.#frame === this.#film.frames - 1;
    this.#store.commit();
    this.#go(isAtEnd ? 0 : this.#frame, false);
    this.#from = { frame: this.#frame, time: performance.now() };
    this.#tick();
    this.#show();
  }

  /**
   * Goes to the next frame, or for -1 to the one before.
   *
   * @param {number} way
   */
  step(way) {
    const { frames, loop } = this.#film;
    const next = this.#frame + way;
    this.#pause();
    this.#go(loop ? (next + frames) % frames : this.nearest(next), true);
  }

  #watch() {
    button.addEventListener("click", () => this.toggle());
    slider.addEventListener("input", () => {
      const frame = Number(slider.value);
      this.#pause();
      this.#go(frame, false);
    });
    slider.addEventListener("change", () => this.#go(Number(slider.value), true));
    document.addEventListener("visibilitychange", () => document.hidden && this.#pause());
    this.#server.addEventListener("back", () => this.#pump());
    this.#store.subscribe((state, old) => !this.#isOwnChange && this.#follow(state, old));
  }

  /** Stays where it is while the state is changed by hand, and goes along with undo. */
  #follow(state, old) {
    if (Object.keys(state).every(name => state[name] === old[name] || OF_THE_PAGE.includes(name))
        && state.frame === old.frame) {
      return;
    }
    this.#pause();
    this.#isWanted = false;
    this.#frame = state.frame ?? this.#frame;
    this.#show();
  }

  #tick() {
    this.#ticket = requestAnimationFrame(now => {
      const { frames, rate, seconds, loop } = this.#film;
      // the clock stands until there is something to show
      if (!this.#blocks.has(Math.floor(this.#frame / BLOCK)) && this.#from.frame === this.#frame) {
        this.#from.time = now;
      }
      const passed = Math.max(0, Math.floor((now - this.#from.time) / 1000 * rate / seconds));
      const reached = this.#from.frame + passed;
      const isEnd = !loop && reached >= frames - 1;
      const next = isEnd ? frames - 1 : reached % frames;
      if (next !== this.#frame) {
        this.#go(next, isEnd);
      }
      if (isEnd) {
        this.#pause();
      } else {
        this.#tick();
      }
    });
  }

  #pause() {
    cancelAnimationFrame(this.#ticket);
    this.#ticket = 0;
    this.#show();
  }

  #go(frame, isStep) {
    this.#frame = frame;
    this.#isWanted = true;
    this.#isStep = isStep;
    this.#show();
    this.#pump();
  }

  /** Shows the frame that is wanted if its state is there, and asks for its block and the next one if they are not. */
  #pump() {
    const block = Math.floor(this.#frame / BLOCK);
    const states = this.#blocks.get(block);
    if (states && this.#isWanted) {
      this.#isWanted = false;
      this.#isOwnChange = true;
      this.#store.change({ ...states[this.#frame - block * BLOCK], frame: this.#frame }, "film");
      if (this.#isStep) {
        this.#store.commit();
      }
      this.#isOwnChange = false;
    }
    const last = Math.floor((this.#film.frames - 1) / BLOCK);
    for (const next of [block, block < last ? block + 1 : 0]) {
      if (this.#asked.size < REQUESTS_AT_ONCE && !this.#blocks.has(next) && !this.#asked.has(next)) {
        this.#load(next);
      }
    }
  }

  async #load(block) {
    this.#asked.add(block);
    try {
      const { states } = await this.#server.get(`frames?first=${block * BLOCK}&count=${BLOCK}`);
      this.#blocks.set(block, states.map(stateOf));
    } catch (error) {
      this.#asked.delete(block);
      this.#pause();
      if (error.status !== 0) {
        note(error.message);
      }
      return;
    }
    this.#asked.delete(block);
    for (const old of this.#blocks.keys()) {
      if (this.#blocks.size > MOST_BLOCKS && old !== block) {
        this.#blocks.delete(old);
      }
    }
    this.#pump();
  }

  #number(frame) {
    return `Frame ${frame} of ${this.#film.frames}`;
  }

  #time(frame) {
    return `${(frame * this.#film.seconds / this.#film.rate).toFixed(2)} s`;
  }

  #show() {
    const [label, icon] = this.isPlaying ? ["Pause", "#i-pause"] : ["Play", "#i-play"];
    slider.value = String(this.#frame);
    byId("frame-number").textContent = this.#number(this.#frame);
    byId("frame-time").textContent = this.#time(this.#frame);
    const isKey = this.#film.keys.some(key => Math.round(key) === this.#frame);
    slider.setAttribute("aria-valuetext",
        `${this.#number(this.#frame)}, ${this.#time(this.#frame)}${isKey ? ", key frame" : ""}`);
    document.body.classList.toggle("playing", this.isPlaying);
    button.setAttribute("aria-label", label);
    button.title = `${label} (Space)`;
    button.querySelector("use")?.setAttribute("href", icon);
  }

  /** Marks key frames, unless there are only those at the ends. */
  #mark() {
    const last = this.#film.frames - 1;
    const keys = this.#film.keys.slice(0, MOST_MARKS);
    if (keys.some(key => key > 0 && key < last)) {
      byId("key-marks").append(...keys.map(key => {
        const mark = document.createElement("i");
        mark.style.left = `${100 * key / last}%`;
        return mark;
      }));
    }
  }
}

/** What a frame has of the state of the page; the rest is the page's own. */
function stateOf(text) {
  return Object.fromEntries(Object.entries(readAddress(text).values).filter(([name]) => !OF_THE_PAGE.includes(name)));
}
