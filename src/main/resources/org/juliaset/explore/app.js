/**
 * The page: makes its parts and connects them. The first tiles are asked for before anything else.
 *
 * @module
 */

import { addressOf, pixelPairs, queryOf, readAddress, viewPairs } from "./address.js";
import { Crosshair } from "./crosshair.js";
import { DetailPanel } from "./detail.js";
import { watchGestures } from "./gestures.js";
import { watchKeys } from "./keys.js";
import { Looks } from "./looks.js";
import { Minimap } from "./minimap.js";
import { alertOf, note } from "./notes.js";
import { PalettePanel } from "./palette.js";
import { Pane } from "./pane.js";
import { Places } from "./places.js";
import { Queue } from "./queue.js";
import { RenderPanel } from "./render.js";
import { Server } from "./server.js";
import { Share } from "./share.js";
import { Status } from "./status.js";
import { Store } from "./state.js";
import { closeSheet, showTab, watchTabs } from "./tabs.js";
import { USUAL_WIDTH, closest, panned, spacing, tidy, wholeJulia, wholeMap, zoomed } from "./view.js";

const ADDRESS_MS = 250;
const PAN_STEP = 64;
const ZOOM_STEP = 1.5;
const END_OF_ZOOM = "This is as close as 64-bit numbers reach: neighbouring pixels would be the same number.";
const END_OF_ZOOM_FLOAT = "This is as close as 32-bit numbers reach. precision=double in the address reaches further.";

const canvasOf = id => /** @type {HTMLCanvasElement} */ (document.getElementById(id));
const byId = id => /** @type {HTMLElement} */ (document.getElementById(id));

const server = new Server();
const looks = new Looks(server);
const panes = {
  julia: new Pane({ canvas: canvasOf("julia"), name: "julia", server, looks,
    viewOf: ({ x, y, zoom }) => ({ x, y, zoom }) }),
  map: new Pane({ canvas: canvasOf("map"), name: "map", server, looks,
    viewOf: ({ mapX, mapY, mapZoom }) => ({ x: mapX, y: mapY, zoom: mapZoom }) }),
};
watchSizes();

/** Where the address says nothing of a view, it is the whole set. */
function completed({ values, region }) {
  const { julia, map } = panes;
  const whole = wholeJulia(values, julia.size);
  const usual = values.x === undefined && values.zoom === undefined ? whole : { x: 0, y: 0, zoom: 1 };
  const wide = region && Math.max(region.width, region.height * julia.size.width / julia.size.height);
  const mapWhole = wholeMap(map.isHidden ? { width: 4, height: 3 } : map.size);
  return {
    ...values, x: values.x ?? usual.x, y: values.y ?? usual.y,
    zoom: wide ? USUAL_WIDTH / wide : values.zoom ?? usual.zoom,
    mapX: values.mapX ?? mapWhole.x, mapY: values.mapY ?? mapWhole.y, mapZoom: values.mapZoom ?? mapWhole.zoom,
  };
}

const first = readAddress(location.hash);
const store = new Store(completed(first));
store.subscribe((state, old, how) => {
  if (how !== "commit") {
    panes.julia.update(state, how);
    panes.map.update(state, how);
  }
});

async function begin() {
  try {
    await server.begin();
  } catch (error) {
    alertOf(error.status === 0 ? "The program does not answer. Start juliaset explore again."
      : "Open the address that the terminal shows: this page has no key of the program.");
    return;
  }
  panes.julia.update(store.state, "step");
  panes.map.update(store.state, "step");
  const parts = makeParts();
  first.problems.forEach(text => note(`In the address, ${text}: it is left out.`));
  await firstPicture();
  const about = await server.get("about");
  parts.render.describe(about);
  parts.places.list(about.presets);
  const showJobs = jobs => {
    parts.queue.show(jobs);
    parts.render.rename();
  };
  server.follow((name, data) => name === "renders" && showJobs(data));
  showJobs(await server.get("renders"));
  await parts.palettes.list(about.palettes);
}

/** Waits for the panes, so that nothing keeps them from the server; but not for long. */
function firstPicture() {
  return new Promise(done => {
    const look = () => isQuiet() && done(undefined);
    Object.values(panes).forEach(pane => pane.addEventListener("change", look));
    setTimeout(done, 1500);
    look();
  });
}

function isQuiet() {
  return panes.julia.isSettled && panes.map.isSettled;
}

function makeParts() {
  const crosshair = new Crosshair(store, panes.map);
  const status = new Status(store, panes);
  const palettes = new PalettePanel(store, looks);
  const detail = new DetailPanel(store);
  new Minimap({ server, looks, store, pane: panes.julia });
  const queue = new Queue(server);
  const render = new RenderPanel({ server, store, pane: panes.julia, quantiles, names: () => queue.names });
  const share = new Share(server, store, async () => queryOf([...viewPairs(store.state, panes.julia.size),
    ...pixelPairs({ ...store.state, quantiles: await quantiles() }, "julia")]));
  const places = new Places({ server, looks, isQuiet }, values => open(values));
  watchTabs();
  watchPane("julia", status, {});
  watchPane("map", status, { pick: (x, y) => crosshair.pick(x, y) });
  watchCommands({ crosshair, palettes, detail, share, render });
  watchTrouble();
  watchAddress();
  return { palettes, places, queue, render };
}

/** The quantiles of the equalised scale that is seen, so that a picture of another size has the same. */
async function quantiles() {
  const { state } = store;
  if (state.palette === null || state.scale !== "equalised") {
    return null;
  }
  const coloring = await looks.coloring(state, "julia", { x: state.x, y: state.y, zoom: state.zoom }, panes.julia.size);
  return coloring.quantiles ?? state.quantiles;
}

function open(address) {
  const { mapX, mapY, mapZoom } = store.state;
  address.problems.forEach(text => note(`In the picture, ${text}: it is left out.`));
  store.change(completed({ ...address, values: { mapX, mapY, mapZoom, ...address.values } }));
}

/** Keeps canvases as large as their places, in pixels of the device. */
function watchSizes() {
  const measure = pane => {
    const { clientWidth, clientHeight } = pane.canvas;
    return { width: Math.round(clientWidth * devicePixelRatio), height: Math.round(clientHeight * devicePixelRatio) };
  };
  const fit = (pane, size) => {
    const wasWhole = pane === panes.julia && pane.state !== null && isWhole();
    pane.resize({ width: Math.max(1, size.width), height: Math.max(1, size.height) });
    if (wasWhole && !pane.isHidden) {
      store.change(wholeJulia(store.state, pane.size), "note");
    }
  };
  const watcher = new ResizeObserver(entries => {
    for (const { target, devicePixelContentBoxSize } of entries) {
      const pane = target === panes.julia.canvas ? panes.julia : panes.map;
      const box = devicePixelContentBoxSize?.[0];
      fit(pane, box ? { width: box.inlineSize, height: box.blockSize } : measure(pane));
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

/** Whether the Julia pane shows the whole set, as after the button of that name. */
function isWhole() {
  const { x, y, zoom } = wholeJulia(store.state, panes.julia.size);
  return store.state.x === x && store.state.y === y && store.state.zoom === zoom;
}

/** The view of a pane in the state, and back. */
function viewIn(name) {
  const { x, y, zoom, mapX, mapY, mapZoom } = store.state;
  return name === "map" ? { x: mapX, y: mapY, zoom: mapZoom } : { x, y, zoom };
}

function setView(name, { x, y, zoom }, how) {
  store.change(name === "map" ? { mapX: x, mapY: y, mapZoom: zoom } : { x, y, zoom }, how);
}

function zoomPane(name, factor, x, y, isSmooth) {
  const { size } = panes[name];
  const { view, ends } = zoomed(viewIn(name), size, factor, x, y, store.state.precision);
  if (ends) {
    note(store.state.precision === "float" ? END_OF_ZOOM_FLOAT : END_OF_ZOOM);
  }
  setView(name, view, isSmooth ? "glide" : "move");
}

function watchPane(name, status, { pick }) {
  const pane = panes[name];
  watchGestures(pane.canvas, {
    pick,
    pan: (dx, dy) => setView(name, panned(viewIn(name), pane.size, dx, dy), "move"),
    zoom: (factor, x, y, isSmooth) => zoomPane(name, factor, x, y, isSmooth),
    hover: (x, y) => status.hover(pane, x, y),
    leave: () => status.leave(),
    end: () => store.commit(),
  });
}

function watchCommands({ crosshair, palettes, detail, share, render }) {
  let burst = 0;
  const commitSoon = () => {
    clearTimeout(burst);
    burst = setTimeout(() => store.commit(), 400);
  };
  /** The pane that has the focus, else the Julia set. */
  const active = () => document.activeElement?.closest("#map-pane") ? "map" : "julia";
  const zoom = way => {
    const name = active();
    const { width, height } = panes[name].size;
    zoomPane(name, way > 0 ? ZOOM_STEP : 1 / ZOOM_STEP, width / 2, height / 2, true);
    commitSoon();
  };
  const whole = () => setView(active(), active() === "map" ? wholeMap(panes.map.size)
    : wholeJulia(store.state, panes.julia.size), "glide");
  const commands = {
    pan: (x, y) => {
      const pane = panes[active()];
      const step = PAN_STEP * pane.size.width / Math.max(1, pane.canvas.clientWidth);
      setView(pane.name, panned(viewIn(pane.name), pane.size, -x * step, y * step), "glide");
      commitSoon();
    },
    moveC: (x, y) => {
      crosshair.move(x, y);
      commitSoon();
    },
    zoom,
    whole: () => {
      whole();
      store.commit();
    },
    limit: way => detail.step(way),
    palette: way => palettes.step(way),
    orbit: () => store.change({ orbit: !store.state.orbit }, "note"),
    copyLink: () => share.link(),
    render: () => {
      showTab("tab-render");
      render.refresh();
      byId("render").focus();
    },
    full: toggleFull,
    map: () => document.body.classList.toggle("mapless"),
    undo: () => store.undo(),
    redo: () => store.redo(),
    close: () => closeSheet() || document.body.classList.contains("full") && toggleFull(),
  };
  watchKeys(commands);
  for (const [id, action] of Object.entries({ undo: commands.undo, redo: commands.redo, whole: commands.whole,
    closer: () => zoom(1), farther: () => zoom(-1), orbit: commands.orbit, full: toggleFull,
    "leave-full": toggleFull, "begin-render": commands.render })) {
    byId(id).addEventListener("click", action);
  }
  byId("tab-render").addEventListener("click", () => render.refresh());
  const show = () => {
    /** @type {HTMLButtonElement} */ (byId("undo")).disabled = !store.canUndo;
    /** @type {HTMLButtonElement} */ (byId("redo")).disabled = !store.canRedo;
    byId("orbit").setAttribute("aria-pressed", String(store.state.orbit));
  };
  store.subscribe(show);
  show();
}

async function toggleFull() {
  const isFull = document.body.classList.toggle("full");
  try {
    await (isFull ? document.documentElement.requestFullscreen() : document.exitFullscreen());
  } catch {
    // the page alone fills its window then
  }
  panes.julia.canvas.focus({ preventScroll: true });
}

function watchTrouble() {
  document.addEventListener("fullscreenchange", () => {
    document.body.classList.toggle("full", document.fullscreenElement !== null);
  });
  server.addEventListener("gone", () =>
    alertOf("The program does not answer any more. The page goes on as soon as it does."));
  server.addEventListener("back", () => alertOf(null));
  server.addEventListener("stranger", () =>
    alertOf("The program has been started anew. Open the address that the terminal shows."));
  for (const pane of Object.values(panes)) {
    pane.addEventListener("trouble", event => note(/** @type {CustomEvent} */ (event).detail.message));
  }
  addEventListener("unhandledrejection", event => {
    if (event.reason?.name === "ServerError" || event.reason?.status !== undefined) {
      event.preventDefault();
      note(event.reason.message);
    }
  });
}

/** The address follows the state, and the state the address. */
function watchAddress() {
  let timer = 0;
  const write = () => {
    timer = 0;
    history.replaceState(null, "", `#${addressOf(store.state)}`);
  };
  store.subscribe(() => {
    timer ||= setTimeout(write, ADDRESS_MS);
  });
  write();
  addEventListener("hashchange", () => {
    if (location.hash.slice(1) === addressOf(store.state)) {
      return;
    }
    const address = readAddress(location.hash);
    address.problems.forEach(text => note(`In the address, ${text}: it is left out.`));
    store.change(completed(address));
    write();
  });
}

/** Tells tests, and whoever wants to know, whether all is drawn and nothing on its way. */
function watchRest() {
  const tell = () => {
    const isSettled = isQuiet() && server.outstanding === 0 && panes.julia.state !== null;
    document.documentElement.dataset.settled = String(isSettled);
  };
  server.addEventListener("traffic", () => queueMicrotask(tell));
  Object.values(panes).forEach(pane => pane.addEventListener("change", tell));
}

watchRest();
begin();
