/**
 * What gestures, keys and buttons do to the panes and the state.
 *
 * @module
 */

import { watchGestures } from "./gestures.js";
import { watchKeys } from "./keys.js";
import { note } from "./notes.js";
import { closeSheet, showTab } from "./tabs.js";
import { panned, wholeJulia, wholeMap, zoomed } from "./view.js";

/** @typedef {import("./interface.js").Page} Page */

const PAN_STEP = 64;
const ZOOM_STEP = 1.5;
const BURST_MS = 400;
const END_OF_ZOOM = {
  double: "This is as close as 64-bit numbers reach: neighbouring pixels would be the same number.",
  float: "This is as close as 32-bit numbers reach. Without precision=float in the address it goes closer.",
};

const byId = id => /** @type {HTMLElement} */ (document.getElementById(id));

/** The view of a pane in the state, and back. */
function viewIn({ store }, name) {
  const { x, y, zoom, mapX, mapY, mapZoom } = store.state;
  return name === "map" ? { x: mapX, y: mapY, zoom: mapZoom } : { x, y, zoom };
}

function setView({ store }, name, { x, y, zoom }, how) {
  store.change(name === "map" ? { mapX: x, mapY: y, mapZoom: zoom } : { x, y, zoom }, how);
}

function zoomPane(page, name, factor, x, y, isSmooth) {
  const { precision } = page.store.state;
  const { view, ends } = zoomed(viewIn(page, name), page.panes[name].size, factor, x, y, precision);
  if (ends) {
    note(END_OF_ZOOM[precision]);
  }
  setView(page, name, view, isSmooth ? "glide" : "move");
}

/**
 * Lets a pane be moved by hand.
 *
 * @param {Page} page
 * @param {"julia" | "map"} name
 * @param {import("./status.js").Status} status
 * @param {(x: number, y: number) => void} [pick] what a pointer does in place of moving the pane
 */
export function watchPane(page, name, status, pick) {
  const pane = page.panes[name];
  watchGestures(pane.canvas, {
    pick,
    pan: (dx, dy) => setView(page, name, panned(viewIn(page, name), pane.size, dx, dy), "move"),
    zoom: (factor, x, y, isSmooth) => zoomPane(page, name, factor, x, y, isSmooth),
    hover: (x, y) => status.hover(pane, x, y),
    leave: () => status.leave(),
    end: () => page.store.commit(),
  });
}

/**
 * Connects keys and buttons.
 *
 * @param {Page} page
 * @param {object} parts
 * @param {import("./crosshair.js").Crosshair} parts.crosshair
 * @param {import("./palette.js").PalettePanel} parts.palettes
 * @param {import("./detail.js").DetailPanel} parts.detail
 * @param {import("./share.js").Share} parts.share
 * @param {import("./render.js").RenderPanel} parts.render
 */
export function watchCommands(page, { crosshair, palettes, detail, share, render }) {
  const { store, panes, timeline } = page;
  const { pan, zoom, whole, moveC } = moves(page, crosshair);
  const commands = {
    pan, zoom, whole, moveC,
    limit: way => detail.step(way),
    palette: way => palettes.step(way),
    orbit: () => store.change({ orbit: !store.state.orbit }, "note"),
    copyLink: () => share.link(),
    render: () => {
      showTab("tab-render");
      render.refresh();
      byId("render").focus();
    },
    full: () => toggleFull(panes.julia),
    map: () => document.body.classList.toggle("mapless"),
    undo: () => store.undo(),
    redo: () => store.redo(),
    play: timeline && (() => timeline.toggle()),
    step: timeline && (way => timeline.step(way)),
    close: () => closeSheet() || document.body.classList.contains("full") && toggleFull(panes.julia),
  };
  watchKeys(commands);
  const buttons = { undo: commands.undo, redo: commands.redo, whole, closer: () => zoom(1), farther: () => zoom(-1),
    orbit: commands.orbit, full: commands.full, "leave-full": commands.full, "begin-render": commands.render };
  for (const [id, action] of Object.entries(buttons)) {
    byId(id).addEventListener("click", action);
  }
  byId("tab-render").addEventListener("click", () => render.refresh());
  store.subscribe(() => showSteps(store));
  showSteps(store);
}

/** Moves by keys and buttons. A burst of them is one step of undo. */
function moves(page, crosshair) {
  const { store, panes } = page;
  let burst = 0;
  const commitSoon = () => {
    clearTimeout(burst);
    burst = setTimeout(() => store.commit(), BURST_MS);
  };
  /** The pane that has the focus, else the Julia set. */
  const active = () => document.activeElement?.closest("#map-pane") ? "map" : "julia";
  return {
    pan: (x, y) => {
      const pane = panes[active()];
      const step = PAN_STEP * pane.size.width / Math.max(1, pane.canvas.clientWidth);
      setView(page, pane.name, panned(viewIn(page, pane.name), pane.size, -x * step, y * step), "glide");
      commitSoon();
    },
    zoom: way => {
      const name = active();
      const { width, height } = panes[name].size;
      zoomPane(page, name, way > 0 ? ZOOM_STEP : 1 / ZOOM_STEP, width / 2, height / 2, true);
      commitSoon();
    },
    whole: () => {
      const name = active();
      const { size } = panes[name];
      setView(page, name, name === "map" ? wholeMap(size) : wholeJulia(store.state, size), "glide");
      store.commit();
    },
    moveC: (x, y) => {
      crosshair.move(x, y);
      commitSoon();
    },
  };
}

function showSteps(store) {
  /** @type {HTMLButtonElement} */ (byId("undo")).disabled = !store.canUndo;
  /** @type {HTMLButtonElement} */ (byId("redo")).disabled = !store.canRedo;
  byId("orbit").setAttribute("aria-pressed", String(store.state.orbit));
}

/**
 * Shows the Julia set alone, or the whole page again.
 *
 * @param {import("./pane.js").Pane} pane
 */
export async function toggleFull(pane) {
  const isFull = document.body.classList.toggle("full");
  try {
    await (isFull ? document.documentElement.requestFullscreen() : document.exitFullscreen());
  } catch {
    // the page alone fills its window then
  }
  pane.canvas.focus({ preventScroll: true });
}
