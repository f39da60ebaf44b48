/**
 * The page: two panes and a state that they follow. The first tiles are asked for before anything else; what a person
 * uses the page with comes after them.
 *
 * @module
 */

import { readAddress } from "./address.js";
import { Looks } from "./looks.js";
import { alertOf } from "./notes.js";
import { roundDigits } from "./numbers.js";
import { Pane } from "./pane.js";
import { Server } from "./server.js";
import { Store } from "./state.js";
import { USUAL_WIDTH, wholeJulia, wholeMap } from "./view.js";

/** @typedef {import("./state.js").State} State */

/** The shape of a map that has no place yet. */
const USUAL_MAP = { width: 4, height: 3 };

/** What of a region is seen is a little more than the region, where that is not of the pane's shape. */
const MARGIN = 1.001;

const byId = id => /** @type {HTMLElement} */ (document.getElementById(id));
const canvasOf = id => /** @type {HTMLCanvasElement} */ (byId(id));

const server = new Server();
const looks = new Looks(server);
const panes = {
  julia: new Pane({ canvas: canvasOf("julia"), name: "julia", server, looks,
    viewOf: ({ x, y, zoom }) => ({ x, y, zoom }) }),
  map: new Pane({ canvas: canvasOf("map"), name: "map", server, looks,
    viewOf: ({ mapX, mapY, mapZoom }) => ({ x: mapX, y: mapY, zoom: mapZoom }) }),
};

/** @returns {boolean} whether the panes have all that they need */
const isQuiet = () => panes.julia.isSettled && panes.map.isSettled;

/** @type {import("./timeline.js").Timeline | null} of a film */
let timeline = null;

watchSizes();
const first = readAddress(location.hash);
const store = new Store(completed(first));
store.subscribe((state, old, how) => {
  if (how !== "commit") {
    panes.julia.update(state, how);
    panes.map.update(state, how);
  }
});
watchRest();
begin();

async function begin() {
  try {
    await server.begin();
    timeline = server.hasFilm ? await openFilm() : null;
  } catch (error) {
    alertOf(error.status === 0 ? "The program does not answer. Start juliaset explore again."
      : "Open the address that the terminal shows: this page has no key of the program.");
    return;
  }
  panes.julia.update(store.state, "step");
  panes.map.update(store.state, "step");
  const { makeInterface } = await import("./interface.js");
  makeInterface({ server, looks, panes, store, isQuiet, completed, timeline }, first.problems);
}

/** Gives the Julia set the shape of the film's frames, and shows the timeline. */
async function openFilm() {
  const [{ Timeline }, film] = await Promise.all([import("./timeline.js"), server.get("film")]);
  document.body.style.setProperty("--shape", String(film.width / film.height));
  document.body.classList.add("film");
  byId("timeline").hidden = false;
  Object.values(panes).forEach(pane => fit(pane, measure(pane)));
  return new Timeline(server, store, film, first.values.frame ?? null);
}

/**
 * The state for what an address says. Where it says nothing of a view, that is the whole set.
 *
 * @param {ReturnType<typeof readAddress>} address
 * @returns {State}
 */
function completed({ values, region }) {
  const { julia, map } = panes;
  const whole = wholeJulia(/** @type {State} */ (values), julia.size);
  const usual = values.x === undefined && values.zoom === undefined ? whole : { x: 0, y: 0, zoom: 1 };
  const wide = region ? region.height * julia.size.width / julia.size.height : 0;
  const mapWhole = wholeMap(map.isHidden ? USUAL_MAP : map.size);
  return /** @type {State} */ ({
    ...values, x: values.x ?? usual.x, y: values.y ?? usual.y,
    zoom: region && wide > region.width ? roundDigits(USUAL_WIDTH / wide / MARGIN, 4) : values.zoom ?? usual.zoom,
    mapX: values.mapX ?? mapWhole.x, mapY: values.mapY ?? mapWhole.y, mapZoom: values.mapZoom ?? mapWhole.zoom,
    frame: timeline && timeline.nearest(values.frame ?? timeline.frame),
  });
}

/** Keeps canvases as large as their places, in pixels of the device. */
function watchSizes() {
  const watcher = new ResizeObserver(entries => {
    for (const { target, devicePixelContentBoxSize } of entries) {
      const pane = target === panes.julia.canvas ? panes.julia : panes.map;
      const box = devicePixelContentBoxSize?.[0];
      const measured = measure(pane);
      // exact where the scale is no whole number, but not of the screen that a browser's tools for developers emulate
      const isOfScreen = box && Math.abs(box.inlineSize - measured.width) <= 1;
      fit(pane, isOfScreen ? { width: box.inlineSize, height: box.blockSize } : measured);
    }
  });
  for (const pane of Object.values(panes)) {
    fit(pane, measure(pane));
    try {
      watcher.observe(pane.canvas, { box: "device-pixel-content-box" });
    } catch {
      watcher.observe(pane.canvas);
    }
  }
}

/** The size of a canvas by its place, in pixels of the device. */
function measure({ canvas }) {
  const { clientWidth, clientHeight } = canvas;
  return { width: Math.round(clientWidth * devicePixelRatio), height: Math.round(clientHeight * devicePixelRatio) };
}

/** Gives a canvas its size. Where the whole Julia set was seen, it is seen after that, unless it is a frame. */
function fit(pane, size) {
  const wasWhole = !timeline && pane === panes.julia && pane.state !== null && isWhole();
  pane.resize({ width: Math.max(1, size.width), height: Math.max(1, size.height) });
  if (wasWhole && !pane.isHidden) {
    store.change(wholeJulia(store.state, pane.size), "note");
  }
}

function isWhole() {
  const { x, y, zoom } = wholeJulia(store.state, panes.julia.size);
  return store.state.x === x && store.state.y === y && store.state.zoom === zoom;
}

/** Shows tests whether everything is drawn and no request is pending. */
function watchRest() {
  const tell = () => {
    const isSettled = panes.julia.state !== null && isQuiet() && server.outstanding === 0;
    document.documentElement.dataset.settled = String(isSettled);
  };
  server.addEventListener("traffic", () => queueMicrotask(tell));
  Object.values(panes).forEach(pane => pane.addEventListener("change", tell));
}
