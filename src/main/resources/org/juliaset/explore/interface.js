/**
 * What a person uses the page with: panels, keys, gestures and the address. Palettes and presets are loaded when the
 * first picture is there.
 *
 * @module
 */

import { addressOf, pixelPairs, queryOf, readAddress, viewPairs } from "./address.js";
import { toggleFull, watchCommands, watchPane } from "./commands.js";
import { Crosshair } from "./crosshair.js";
import { DetailPanel } from "./detail.js";
import { describeProgram } from "./keys.js";
import { Minimap } from "./minimap.js";
import { alertOf, note } from "./notes.js";
import { PalettePanel } from "./palette.js";
import { Places } from "./places.js";
import { Queue } from "./queue.js";
import { RenderPanel } from "./render.js";
import { Share } from "./share.js";
import { Status } from "./status.js";
import { watchTabs } from "./tabs.js";

const ADDRESS_MS = 250;
const FIRST_PICTURE_MS = 1500;

/**
 * @typedef {object} Page
 * @property {import("./server.js").Server} server
 * @property {import("./looks.js").Looks} looks
 * @property {{julia: import("./pane.js").Pane, map: import("./pane.js").Pane}} panes
 * @property {import("./state.js").Store} store
 * @property {() => boolean} isQuiet whether the panes have all that they need
 * @property {(address: ReturnType<typeof readAddress>) => import("./state.js").State} completed
 * @property {import("./timeline.js").Timeline | null} timeline of a film
 */

/**
 * Makes the page work.
 *
 * @param {Page} page
 * @param {string[]} problems of the address that the page began with
 */
export async function makeInterface(page, problems) {
  watchTrouble(page);
  const parts = makeParts(page);
  watchAddress(page);
  problems.forEach(text => note(`In the address, ${text}: it is left out.`));
  await firstPicture(page);
  const about = await page.server.get("about");
  describeProgram(about);
  parts.render.describe(about);
  parts.places.list(about.presets);
  const showJobs = jobs => {
    parts.queue.show(jobs);
    parts.render.rename();
  };
  page.server.follow((name, data) => name === "renders" && showJobs(data));
  showJobs(await page.server.get("renders"));
  await parts.palettes.list(about.palettes);
}

function makeParts(page) {
  const { server, looks, panes, store, isQuiet } = page;
  const quantiles = () => quantilesOf(page);
  const crosshair = new Crosshair(store, panes.map);
  const status = new Status(store, panes);
  const palettes = new PalettePanel(store, looks);
  const detail = new DetailPanel(store);
  const minimap = new Minimap({ server, looks, store, pane: panes.julia });
  const queue = new Queue(server);
  const render = new RenderPanel({ server, store, pane: panes.julia, quantiles, names: () => queue.names });
  const share = new Share(server, store, async () => queryOf([...viewPairs(store.state, panes.julia.size),
    ...pixelPairs({ ...store.state, quantiles: await quantiles() }, "julia")]));
  const places = new Places({ server, looks, isQuiet }, address => open(page, address));
  watchTabs();
  watchPane(page, "julia", status);
  watchPane(page, "map", status, (x, y) => crosshair.pick(x, y));
  watchCommands(page, { crosshair, palettes, detail, share, render });
  return { palettes, places, queue, render, minimap };
}

/** Waits for the panes, so that nothing keeps them from the server; but not for long. */
function firstPicture({ panes, isQuiet }) {
  return new Promise(done => {
    const look = () => isQuiet() && done(undefined);
    Object.values(panes).forEach(pane => pane.addEventListener("change", look));
    setTimeout(done, FIRST_PICTURE_MS);
    look();
  });
}

/** The quantiles of the equalised scale that is seen, so that a picture of another size has the same. */
async function quantilesOf({ store, looks, panes }) {
  const { state } = store;
  if (state.palette === null || state.scale !== "equalised") {
    return null;
  }
  const view = { x: state.x, y: state.y, zoom: state.zoom };
  const coloring = await looks.coloring(state, "julia", view, panes.julia.size);
  return coloring.quantiles ?? state.quantiles;
}

/** Goes to the view of a preset or of a picture; the map stays where it is. */
function open({ store, completed }, address) {
  const { mapX, mapY, mapZoom } = store.state;
  address.problems.forEach(text => note(`In the picture, ${text}: it is left out.`));
  store.change(completed({ ...address, values: { mapX, mapY, mapZoom, ...address.values } }));
}

function watchTrouble({ server, panes }) {
  document.addEventListener("fullscreenchange", () => {
    if (!document.fullscreenElement && document.body.classList.contains("full")) {
      toggleFull(panes.julia);
    }
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
    if (event.reason?.status !== undefined) {
      event.preventDefault();
      note(event.reason.message);
    }
  });
}

/** The address follows the state, and the state the address. */
function watchAddress({ store, completed }) {
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
