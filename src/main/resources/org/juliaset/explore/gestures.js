/**
 * What mouse, finger and pen do on a canvas: drag, wheel, pinch, double click and double tap.
 *
 * @module
 */

const WHEEL_DOUBLING = 360;
const PINCH_DOUBLING = 60;
const LINE_PIXELS = 40;
const PAGE_PIXELS = 400;
const CLICK_FACTOR = 2;
const TWICE_MS = 350;
const TWICE_PIXELS = 24;
const STILL_PIXELS = 4;
const BURST_MS = 400;
const MOST_WHEEL = 720;

/**
 * @typedef {object} Actions what to do; coordinates are pixels of the canvas
 * @property {(x: number, y: number) => void} [pick] with a pointer that is pressed, in place of panning
 * @property {(dx: number, dy: number) => void} pan
 * @property {(factor: number, x: number, y: number, isSmooth: boolean) => void} zoom
 * @property {(x: number, y: number) => void} hover
 * @property {() => void} leave
 * @property {() => void} end of a move
 */

/**
 * Passes on what is done on a canvas.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {Actions} actions
 */
export function watchGestures(canvas, actions) {
  new Gestures(canvas, actions);
}

class Gestures {
  /** @type {Map<number, {x: number, y: number}>} */
  #pointers = new Map();
  #isPicking = false;
  #start = { x: 0, y: 0 };
  #isStill = true;
  #lastTap = { at: -Infinity, x: 0, y: 0 };
  #burst = 0;

  constructor(canvas, actions) {
    this.canvas = canvas;
    this.actions = actions;
    canvas.addEventListener("pointerdown", event => this.#down(event));
    canvas.addEventListener("pointermove", event => this.#move(event));
    canvas.addEventListener("pointerup", event => this.#up(event, true));
    canvas.addEventListener("pointercancel", event => this.#up(event, false));
    canvas.addEventListener("pointerleave", () => this.#pointers.size === 0 && actions.leave());
    canvas.addEventListener("wheel", event => this.#wheel(event), { passive: false });
    canvas.addEventListener("contextmenu", event => event.preventDefault());
  }

  /** The place of an event in pixels of the canvas. */
  #place(event) {
    const box = this.canvas.getBoundingClientRect();
    return {
      x: (event.clientX - box.left) * this.canvas.width / box.width,
      y: (event.clientY - box.top) * this.canvas.height / box.height,
    };
  }

  #down(event) {
    const place = this.#place(event);
    this.canvas.setPointerCapture(event.pointerId);
    this.#pointers.set(event.pointerId, place);
    if (this.#pointers.size === 1) {
      this.#start = place;
      this.#isStill = true;
      this.#isPicking = Boolean(this.actions.pick) && event.button === 0 && !event.shiftKey;
      if (this.#isPicking && !this.#isSecondTap(event, place)) {
        this.actions.pick?.(place.x, place.y);
      }
    } else {
      this.#isPicking = false;
      this.#isStill = false;
    }
    this.canvas.classList.toggle("dragged", true);
  }

  #isSecondTap(event, place) {
    return event.timeStamp - this.#lastTap.at < TWICE_MS && near(place, this.#lastTap, TWICE_PIXELS * this.#scale);
  }

  get #scale() {
    return this.canvas.width / Math.max(1, this.canvas.clientWidth);
  }

  #move(event) {
    const place = this.#place(event);
    this.actions.hover(place.x, place.y);
    const before = this.#pointers.get(event.pointerId);
    if (!before) {
      return;
    }
    if (this.#pointers.size === 1) {
      this.#drag(before, place);
    } else if (this.#pointers.size === 2) {
      this.#pinch(event.pointerId, before, place);
    }
  }

  #drag(before, place) {
    if (this.#isStill && near(place, this.#start, STILL_PIXELS * this.#scale)) {
      return;
    }
    const from = this.#isStill ? this.#start : before;
    this.#isStill = false;
    for (const id of this.#pointers.keys()) {
      this.#pointers.set(id, place);
    }
    if (this.#isPicking) {
      this.actions.pick?.(place.x, place.y);
    } else {
      this.actions.pan(place.x - from.x, place.y - from.y);
    }
  }

  #pinch(id, before, place) {
    const other = /** @type {{x: number, y: number}} */ ([...this.#pointers].find(([key]) => key !== id)?.[1]);
    this.#pointers.set(id, place);
    const middle = { x: (place.x + other.x) / 2, y: (place.y + other.y) / 2 };
    this.actions.pan((place.x - before.x) / 2, (place.y - before.y) / 2);
    const apart = Math.hypot(before.x - other.x, before.y - other.y);
    if (apart > 1) {
      this.actions.zoom(Math.hypot(place.x - other.x, place.y - other.y) / apart, middle.x, middle.y, false);
    }
  }

  #up(event, isMeant) {
    if (!this.#pointers.delete(event.pointerId)) {
      return;
    }
    if (this.#pointers.size > 0) {
      this.#start = [...this.#pointers.values()][0];
      return;
    }
    this.canvas.classList.toggle("dragged", false);
    if (isMeant && this.#isStill) {
      this.#tap(event);
    }
    this.actions.end();
    if (event.pointerType !== "mouse") {
      this.actions.leave();
    }
  }

  #tap(event) {
    const place = this.#place(event);
    if (this.#isSecondTap(event, place)) {
      this.#lastTap.at = -Infinity;
      this.actions.zoom(event.shiftKey ? 1 / CLICK_FACTOR : CLICK_FACTOR, place.x, place.y, true);
    } else {
      this.#lastTap = { at: event.timeStamp, ...place };
    }
  }

  #wheel(event) {
    event.preventDefault();
    const unit = event.deltaMode === 0 ? 1 : event.deltaMode === 1 ? LINE_PIXELS : PAGE_PIXELS;
    const delta = Math.max(-MOST_WHEEL, Math.min(MOST_WHEEL, (event.deltaY || event.deltaX) * unit));
    if (delta === 0) {
      return;
    }
    const place = this.#place(event);
    // a touchpad sends many small turns, which are smooth as they are
    const isSmooth = Math.abs(delta) >= LINE_PIXELS;
    this.actions.zoom(2 ** (-delta / (event.ctrlKey ? PINCH_DOUBLING : WHEEL_DOUBLING)), place.x, place.y, isSmooth);
    clearTimeout(this.#burst);
    this.#burst = setTimeout(this.actions.end, BURST_MS);
  }
}

function near(one, other, most) {
  return Math.hypot(one.x - other.x, one.y - other.y) <= most;
}
